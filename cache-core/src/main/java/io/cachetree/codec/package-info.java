/**
 * From a value to files and back: the {@link io.cachetree.codec.Codec} contract, the codecs that come with CacheTree,
 * and {@link io.cachetree.codec.Codecs}, which finds the one for a declared type.
 *
 * <table>
 *   <caption>The codecs that come with CacheTree</caption>
 *   <tr><th>declared type</th><th>id</th><th>in the record</th><th>file</th></tr>
 *   <tr><td>{@code void}</td><td>void</td><td>nothing</td><td>none</td></tr>
 *   <tr><td>{@code String}</td><td>text</td><td>the string, if it is small</td><td>result.txt, if it is not</td></tr>
 *   <tr><td>{@code byte[]}</td><td>bytes</td><td>the file's name</td><td>result.bin</td></tr>
 *   <tr><td>{@code double[]}, {@code int[][]}, ...</td><td>npy</td><td>the file's name</td><td>result.npy</td></tr>
 *   <tr><td>{@code BufferedImage}</td><td>png</td><td>the file's name</td><td>result.png</td></tr>
 *   <tr><td>{@code Path}</td><td>path</td><td>its relative name</td><td>the one that the step wrote</td></tr>
 *   <tr><td>{@code List<Path>}</td><td>paths</td><td>their relative names</td><td>those that the step wrote</td></tr>
 *   <tr><td>records and {@code Map<String, V>} with parts like these</td><td>parts</td><td>the JSON of each part</td>
 *       <td>those of the parts: field.npy</td></tr>
 *   <tr><td>all other records, collections, numbers, ...</td><td>json</td><td>the value</td><td>result.json, if it is large</td></tr>
 * </table>
 *
 * <p>Three rules hold for all of them:
 *
 * <ul>
 *   <li>The declared type alone chooses the codec and what is read. No class name is ever taken from stored data.
 *   <li>What cannot be read back as it was is refused, before the step runs if its type tells, else when it returned.
 *   <li>The JSON in the record stands for the whole value: {@code null} is the null result, and a value that is in a
 *       file is described by the file's name, {@code {"file": "result.npy"}}.
 * </ul>
 *
 * <p>The parts of a result have codecs of their own: {@code record Segmented(double[][] field, BufferedImage plot, double
 * threshold)} is {@code field.npy}, {@code plot.png}, and in the record the threshold. A part of a part stands in a directory:
 * {@code outer/inner.npy}. A null part is the JSON {@code null}. Lists and sets, and what is in them, are JSON as a whole.
 *
 * <p>Start reading at {@code Codec}; {@code BuiltInCodecs} is the table above as code. A value that goes into one file
 * of a known format is a {@code FileCodec}; {@code JsonTypeCheck} is what says no before a step runs.
 *
 * <p>Depends on Jackson, and on the exceptions of {@code tree}. It knows nothing of steps, keys and stores.
 */
@NullMarked
package io.cachetree.codec;

import org.jspecify.annotations.NullMarked;
