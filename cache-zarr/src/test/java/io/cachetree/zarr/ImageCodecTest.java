package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.codec.Codec;
import io.cachetree.testkit.CodecContract;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.image.ValueDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;

class ImageCodecTest extends CodecContract<RandomAccessibleInterval<?>> {

    @Override
    protected Codec<RandomAccessibleInterval<?>> codec() {
        return new ImageCodec<>("ome-zarr", new Pixels.OfImg(Optional.empty()));
    }

    @Override
    protected List<RandomAccessibleInterval<?>> values(Path directory) {
        Img<UnsignedShortType> ramp = ramp(7, 5, 3);
        return List.of(
                ramp,
                Views.interval(ramp, new long[] {1, 1, 1}, new long[] {5, 3, 2}),
                ArrayImgs.unsignedBytes(1, 1),
                ArrayImgs.doubles(new double[] {Double.NaN, -0.0, 0.0, Double.MAX_VALUE}, 2, 2),
                ArrayImgs.longs(new long[] {Long.MIN_VALUE, -1, 0, 1, 2, Long.MAX_VALUE}, 3, 2));
    }

    static Img<UnsignedShortType> ramp(long... size) {
        Img<UnsignedShortType> ramp = ArrayImgs.unsignedShorts(size);
        int value = 0;
        for (UnsignedShortType pixel : ramp) {
            pixel.set(value++ * 7);
        }
        return ramp;
    }

    /** Reads all pixels, and does not believe the digest. */
    @Override
    protected void assertSame(RandomAccessibleInterval<?> decoded, RandomAccessibleInterval<?> original)
            throws IOException {
        assertThat(decoded.dimensionsAsLongArray()).isEqualTo(original.dimensionsAsLongArray());
        StoredImage<?> image = (StoredImage<?>) decoded;
        assertThat(image.digest()).isEqualTo(ValueDigest.of(original));
        assertThat(ValueDigest.of(image.array())).isEqualTo(ValueDigest.of(original));
    }
}
