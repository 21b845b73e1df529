/**
 * The front door of CacheTree: long, nested computations keep every intermediate result, as files in a directory tree.
 *
 * <dl>
 *   <dt>{@link io.cachetree.CacheTree}
 *   <dd>a tree at a local path or a URL; open it, and calls of steps are read from it or committed to it.
 *   <dt>{@link io.cachetree.CacheContext}
 *   <dd>where the current thread is in the tree; carries that to other threads.
 *   <dt>{@link io.cachetree.CacheDirectory}
 *   <dd>one node by hand, without annotations: {@code init}, {@code query}, {@code commit}, {@code child}.
 * </dl>
 *
 * <p>Steps are declared by the annotations of {@code cache-annotations} and intercepted by {@code cache-processor}. What
 * can be extended: {@link io.cachetree.codec.CodecProvider}, {@link io.cachetree.key.Fingerprinter},
 * {@link io.cachetree.event.CacheListener}.
 *
 * <p>The packages below, from what depends on nothing upwards: {@code tree} the words as values; {@code key} from
 * inputs and code to a key; {@code codec} from a value to files; {@code store} where files are; {@code entry} the record
 * of a committed result; {@code event} what happened; {@code engine} the one algorithm that uses them all;
 * {@code micrometer} its context for those who use that library.
 */
@NullMarked
package io.cachetree;

import org.jspecify.annotations.NullMarked;
