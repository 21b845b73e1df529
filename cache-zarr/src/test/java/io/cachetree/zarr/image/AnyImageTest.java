package io.cachetree.zarr.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.img.ImgView;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.BooleanType;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.BoolType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Cast;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the type, shape, chunks, format and view are: the pixels are those that were stored, and so is their digest. */
class AnyImageTest {

    private static final int ROUNDS = Boolean.getBoolean("cachetree.long") ? 3000 : 250;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @TempDir
    private Path directory;

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void hasTheSamePixelsAndTheSameDigestInMemoryAndStored() throws IOException {
        Random random = seeded();
        RandomArrays arrays = new RandomArrays(random);
        for (int round = 0; round < ROUNDS; round++) {
            NdArray array = arrays.array();
            ArraySpec spec = arrays.spec(array);
            String what = "round %d, %s, %s".formatted(round, array, spec);
            DigestingSource source = new DigestingSource(Images.blocks(array.toImg()), spec.type(), spec.shape());
            ArrayFiles files = ArrayFiles.local(directory.resolve(Integer.toString(round)));
            ArrayStore.zarr().create(files, spec).write(source, threads);
            StoredArray stored = ArrayStore.zarr().open(files);
            StoredImage<?> lazy = Images.lazy(stored, what);

            assertPixels(lazy, array, random, what);
            assertThat(NdArray.of(lazy)).as(what).isEqualTo(array);
            assertThat(NdArray.of(lazy.copy())).as(what).isEqualTo(array);
            assertThat(NdArray.of(stored)).as(what).isEqualTo(array);
            assertThat(List.of(
                            source.digest(stored),
                            lazy.digest(),
                            ValueDigest.of(stored),
                            ValueDigest.of(array.toImg()),
                            ValueDigest.of(lazy.copy()),
                            ValueDigest.of(AnyImageTest.<ByteType>inCells(Cast.unchecked(lazy), random)),
                            ValueDigest.of(Views.translate(lazy, AxisOrder.ofImage(array.shape())))))
                    .as(what)
                    .containsOnly(ValueDigest.of(array));
        }
    }

    @Test
    void isReadInBlocksThroughAnyView() throws IOException {
        Random random = seeded();
        RandomArrays arrays = new RandomArrays(random);
        for (int round = 0; round < ROUNDS; round++) {
            NdArray array = arrays.array();
            StoredArray stored =
                    RandomArrays.stored(array, arrays.spec(array), directory.resolve(Integer.toString(round)), threads);
            Img<?> image = random.nextBoolean() ? array.toImg() : Images.lazy(stored, "image");
            RandomAccessibleInterval<?> view = view(image, random);
            NdArray copy = NdArray.of(view);

            assertPixels(Views.zeroMin(view), copy, random, "round %d, %s".formatted(round, array));
            assertThat(ValueDigest.of(view)).isEqualTo(ValueDigest.of(copy));
            assertThat(copy.shape()).isEqualTo(AxisOrder.shape(view));
        }
    }

    private static RandomAccessibleInterval<?> view(Img<?> image, Random random) {
        long[] min = new long[image.numDimensions()];
        long[] max = new long[image.numDimensions()];
        for (int d = 0; d < min.length; d++) {
            min[d] = random.nextInt((int) image.dimension(d));
            max[d] = min[d] + random.nextInt((int) (image.dimension(d) - min[d]));
        }
        RandomAccessibleInterval<?> crop = Views.interval(image, new FinalInterval(min, max));
        int last = min.length - 1;
        return switch (random.nextInt(7)) {
            case 0 -> Views.permute(crop, 0, last);
            case 1 -> Views.translate(crop, min);
            case 2 -> Views.invertAxis(crop, random.nextInt(min.length));
            case 3 -> Views.subsample(Views.zeroMin(crop), 2);
            case 4 -> ImgView.wrap(Cast.<RandomAccessibleInterval<UnsignedByteType>>unchecked(crop));
            case 5 -> Views.stack(List.of(Cast.unchecked(crop), Cast.unchecked(crop)));
            default -> converted(crop);
        };
    }

    private static <T extends NativeType<T>> Img<T> inCells(Img<T> from, Random random) {
        Img<T> cells = new CellImgFactory<>(from.getType(), 1 + random.nextInt(100)).create(from);
        LoopBuilder.setImages(from, cells).forEachPixel((a, b) -> b.set(a));
        return cells;
    }

    private static RandomAccessibleInterval<?> converted(RandomAccessibleInterval<?> image) {
        return image.getType() instanceof RealType<?>
                ? Converters.convert(
                        Cast.<RandomAccessibleInterval<RealType<?>>>unchecked(image),
                        (from, to) -> to.setReal(from.getRealFloat() / 3),
                        new FloatType())
                : Converters.convert(
                        Cast.<RandomAccessibleInterval<BooleanType<?>>>unchecked(image),
                        (from, to) -> to.set(!from.get()),
                        new BoolType());
    }

    @Test
    void isCutIntoBlocksByManyThreadsAtTheSameTime() throws Exception {
        Random random = seeded();
        RandomArrays arrays = new RandomArrays(random);
        for (int round = 0; round < ROUNDS / 10; round++) {
            NdArray array = arrays.array();
            StoredArray stored =
                    RandomArrays.stored(array, arrays.spec(array), directory.resolve(Integer.toString(round)), threads);
            RandomAccessibleInterval<?> view = view(Images.lazy(stored, "image"), random);
            NdArray expected = NdArray.of(view);
            BlockSource shared = Images.blocks(view);
            Callable<NdArray> copy = () -> {
                NdArray all = NdArray.of(expected.type().newArray(expected.count()), expected.type(), sizes(expected));
                shared.copy(new long[all.shape().size()], all.size(), all.elements());
                return all;
            };
            for (Future<NdArray> found : threads.invokeAll(Collections.nCopies(8, copy))) {
                assertThat(found.get()).as("round %d, %s", round, array).isEqualTo(expected);
            }
        }
    }

    private static long[] sizes(NdArray array) {
        return array.shape().stream().mapToLong(Long::longValue).toArray();
    }

    private static void assertPixels(RandomAccessibleInterval<?> image, NdArray expected, Random random, String what) {
        RandomAccess<?> at = image.randomAccess();
        long[] position = new long[image.numDimensions()];
        for (int i = 0; i < 200; i++) {
            Arrays.setAll(position, d -> random.nextInt((int) image.dimension(d)));
            at.setPosition(position);
            assertThat(value(at.get()))
                    .as("%s at %s", what, Arrays.toString(position))
                    .isEqualTo(value(expected, position));
        }
    }

    /** The numbering of elements is written here once more, by its definition. */
    private static Object value(NdArray array, long[] xyz) {
        int number = 0;
        for (int d = 0; d < xyz.length; d++) {
            number = (int) (number * array.shape().get(d) + xyz[xyz.length - 1 - d]);
        }
        Object value = Array.get(array.elements(), number);
        return switch (array.type()) {
            case BOOL -> value;
            case UINT8 -> Byte.toUnsignedLong((byte) value);
            case UINT16 -> Short.toUnsignedLong((short) value);
            case UINT32 -> Integer.toUnsignedLong((int) value);
            case FLOAT32, FLOAT64 -> ((Number) value).doubleValue();
            default -> ((Number) value).longValue();
        };
    }

    private static Object value(Object pixel) {
        if (pixel instanceof BooleanType<?> bool) {
            return bool.get();
        }
        if (pixel instanceof UnsignedLongType unsigned) {
            return unsigned.get();
        }
        return pixel instanceof IntegerType<?> integer
                ? (Object) integer.getIntegerLong()
                : (Object) ((RealType<?>) pixel).getRealDouble();
    }

    private static Random seeded() {
        long seed = new Random().nextLong();
        System.out.println("AnyImageTest: seed " + seed);
        return new Random(seed);
    }
}
