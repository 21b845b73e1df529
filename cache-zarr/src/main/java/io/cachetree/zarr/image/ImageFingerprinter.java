package io.cachetree.zarr.image;

import io.cachetree.key.FingerprintSink;
import io.cachetree.key.Fingerprinter;
import io.cachetree.tree.Digest;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
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
        if (Arrays.stream(min).anyMatch(each -> each != 0)) {
            sink.put(min);
        }
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
    }
}
