package io.cachetree.zarr.image;

import io.cachetree.key.FingerprintSink;
import io.cachetree.key.Fingerprinter;
import io.cachetree.tree.Digest;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.util.Cast;

/**
 * Makes any image of ImgLib2 an input of steps: by its {@link ValueDigest}, or as it was opened, see {@link Identity}.
 *
 * <p>That of a {@link StoredImage} is known, or computed once; that of others is computed by all threads for each call. Where
 * a view begins counts, unless it is at zero: a step sees it, and may return places.
 *
 * <p>Thread safety: immutable.
 */
public final class ImageFingerprinter implements Fingerprinter<RandomAccessibleInterval<?>> {

    /** Creates the fingerprinter; {@link java.util.ServiceLoader} does. */
    public ImageFingerprinter() {}

    @Override
    public Class<RandomAccessibleInterval<?>> type() {
        return Cast.unchecked(RandomAccessibleInterval.class);
    }

    @Override
    public void fingerprint(RandomAccessibleInterval<?> image, FingerprintSink sink) {
        if (image instanceof StoredImage<?> stored) {
            put(stored.identity(), sink);
        } else {
            sink.reads(bytes(PixelType.of(image.getType()).element(), AxisOrder.shape(image)));
            put(digest(image), sink);
            putBegin(image.minAsLongArray(), sink);
        }
    }

    private static void putBegin(long[] min, FingerprintSink sink) {
        if (!isZero(min)) {
            sink.put(min);
        }
    }

    private static boolean isZero(long[] min) {
        return Arrays.stream(min).allMatch(each -> each == 0);
    }

    /**
     * Returns type and size, in the order of ImgLib2, and of a stored image the name, without the folders above it: {@code image
     * "scan.ome.zarr", uint16 [512, 512, 36]}.
     */
    @Override
    public Optional<String> shown(RandomAccessibleInterval<?> image) {
        return Optional.of(
                image instanceof StoredImage<?> stored
                        ? "image \"%s\", %s"
                                .formatted(
                                        lastName(stored.name()),
                                        pixels(stored.array().spec().type(), image))
                        : "image " + pixels(PixelType.of(image.getType()).element(), image)
                                + begin(image.minAsLongArray()));
    }

    private static String pixels(ElementType type, RandomAccessibleInterval<?> image) {
        return type.label() + " " + Arrays.toString(image.dimensionsAsLongArray());
    }

    private static String begin(long[] min) {
        return isZero(min) ? "" : " from " + Arrays.toString(min);
    }

    /** What is before it says where somebody keeps their images, and what is behind it, of a URL, may be a password. */
    private static String lastName(String name) {
        String place = name.contains("://") ? name.replaceFirst("[?#].*", "") : name;
        return place.replaceFirst("^.*[/\\\\](?=[^/\\\\])", "").replaceFirst("(?<=.)[/\\\\]+$", "");
    }

    private static Digest digest(RandomAccessibleInterval<?> image) {
        try {
            return ValueDigest.of(image).digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(ElementType type, List<Long> shape) {
        return type.size() * shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    private static void put(Digest digest, FingerprintSink sink) {
        sink.put(digest.high());
        sink.put(digest.low());
    }

    /** Makes an {@link NdArray} an input of steps, by its {@link ValueDigest}. */
    public static final class OfNdArray implements Fingerprinter<NdArray> {

        /** Creates the fingerprinter; {@link java.util.ServiceLoader} does. */
        public OfNdArray() {}

        @Override
        public Class<NdArray> type() {
            return NdArray.class;
        }

        @Override
        public void fingerprint(NdArray array, FingerprintSink sink) {
            sink.reads(bytes(array.type(), array.shape()));
            put(ValueDigest.of(array).digest(), sink);
        }

        /** Returns type and shape in C order: {@code array uint16 [36, 512, 512]}. */
        @Override
        public Optional<String> shown(NdArray array) {
            return Optional.of("array %s %s".formatted(array.type().label(), array.shape()));
        }
    }
}
