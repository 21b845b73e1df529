package io.cachetree.key;

import java.util.Optional;

/**
 * Says what makes two values of a type the same input.
 *
 * <p>Implementations must comply with the following:
 *
 * <ul>
 *   <li>Everything that a step can see of the value, and that its result can depend on, goes into the sink.
 *   <li>Nothing else does: no identity, hash code, memory address, position in a cache, or time of creation.
 *   <li>The same value puts the same into the sink, in the same order, in every JVM.
 * </ul>
 *
 * <p>A fingerprinter also applies to subtypes for which there is no closer one. It is given to the tree's builder, or
 * found by {@link java.util.ServiceLoader} if {@code META-INF/services/io.cachetree.key.Fingerprinter} names it:
 *
 * <pre>{@code
 * public final class ImageFingerprinter implements Fingerprinter<Image> {
 *     public Class<Image> type() {
 *         return Image.class;
 *     }
 *
 *     public void fingerprint(Image image, FingerprintSink sink) {
 *         sink.put(image.width());
 *         sink.put(image.pixels());
 *         sink.named("calibration", image.calibration());
 *     }
 *
 *     public Optional<String> shown(Image image) {
 *         return Optional.of("image of %d x %d pixels".formatted(image.width(), image.height()));
 *     }
 * }
 * }</pre>
 *
 * <p>Thread safety: many threads may call it at the same time.
 *
 * @param <T> the type of the values
 */
public interface Fingerprinter<T> {

    /** Returns the type of the values. Its name enters the fingerprint. */
    Class<T> type();

    /** Puts what the value consists of into the sink. */
    void fingerprint(T value, FingerprintSink sink);

    /**
     * Returns the value for people, in a few words: {@code table of 64 rows: label, volume}. They tell by it which input changed,
     * and how. It does not enter the key.
     *
     * <p>It is asked for at each call, so it reads no content. It says nothing that differs between two runs, or tells who ran
     * them: no absolute path, no time, no hash code. By default, records are shown by their components, and other values by their
     * type.
     *
     * @return the words, which are cut where they do not fit on a line; or nothing, to show the value as without this method
     */
    default Optional<String> shown(T value) {
        return Optional.empty();
    }
}
