package io.cachetree.key;

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
}
