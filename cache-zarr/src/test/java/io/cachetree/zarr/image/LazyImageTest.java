package io.cachetree.zarr.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyImageTest {

    private final RandomArrays arrays = new RandomArrays(new Random(5));

    @TempDir
    private Path directory;

    @Test
    void turnsTheDimensionsRound() throws IOException {
        NdArray array = NdArray.of(new short[3 * 4 * 5], ElementType.UINT16, 3, 4, 5);
        ((short[]) array.elements())[1 * 4 * 5 + 2 * 5 + 4] = 7;
        Img<UnsignedShortType> image = image(array, 2, 3, 4).as(new UnsignedShortType());

        assertThat(image.dimensionsAsLongArray()).containsExactly(5, 4, 3);
        assertThat(image.getAt(4, 2, 1).get()).isEqualTo(7);
        assertThat(Images.spec(image).shape()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void readsOnlyTheChunksThatArePartOfAViewAndEachOnce() throws IOException {
        NdArray array = arrays.array(ElementType.UINT8, 8, 8, 8);
        Counting counting = new Counting(stored(array, 4, 4, 4), new ConcurrentLinkedQueue<>());
        StoredImage<?> image = Images.lazy(counting, "image");

        NdArray.of(Views.hyperSlice(image, 2, 1));
        NdArray.of(Views.hyperSlice(image, 2, 2));

        assertThat(counting.reads()).containsExactlyInAnyOrder("[0, 0, 0]", "[0, 0, 4]", "[0, 4, 0]", "[0, 4, 4]");
    }

    @Test
    void readsTheChunksOfAShardOneByOne() throws IOException {
        NdArray array = arrays.array(ElementType.UINT8, 8, 8);
        ArraySpec spec = ArraySpec.of(ElementType.UINT8, 8, 8)
                .withFormat(ZarrFormat.V3)
                .withChunks(2, 2)
                .withShards(8, 8);
        Counting counting = new Counting(
                RandomArrays.stored(array, spec, directory.resolve("sharded"), Runnable::run),
                new ConcurrentLinkedQueue<>());

        Images.lazy(counting, "image").getAt(5, 1);

        assertThat(counting.reads()).containsExactly("[0, 4]");
    }

    @Test
    void isReadByManyThreadsWithEachChunkReadOnce() throws Exception {
        NdArray array = arrays.array(ElementType.UINT16, 16, 64, 64);
        Counting counting = new Counting(stored(array, 4, 16, 16), new ConcurrentLinkedQueue<>());
        StoredImage<?> image = Images.lazy(counting, "image");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<NdArray> all = () -> NdArray.of(image);
            for (Future<NdArray> found : threads.invokeAll(List.of(all, all, all, all, all, all, all, all))) {
                assertThat(found.get()).isEqualTo(array);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(counting.reads()).hasSize(4 * 4 * 4).doesNotHaveDuplicates();
    }

    @Test
    void namesImageAndPlaceOfAChunkThatCannotBeReadAndTriesItAgain() throws IOException {
        NdArray array = arrays.array(ElementType.UINT8, 8, 12);
        StoredImage<?> image = image(array, 4, 4);
        Path chunk = directory.resolve("array/1/2");
        byte[] good = Files.readAllBytes(chunk);
        Files.write(chunk, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> NdArray.of(image))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(
                        "Cannot read the pixels at [8, 4] of size [4, 4] (in the order of ImgLib2) of the image \"scan\": "
                                + "Cannot read \"" + chunk + "\": ")
                .hasMessageEndingWith("Bring the file back, or write the array again.");
        assertThatThrownBy(image::digest)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot read all of the image \"scan\": Cannot read \"" + chunk + "\": ");

        Files.write(chunk, good);
        assertThat(NdArray.of(image)).isEqualTo(array);
        assertThat(image.digest()).isEqualTo(ValueDigest.of(array));
    }

    @Test
    void saysThatTheThreadWasInterruptedAndIsReadTheNextTime() throws IOException {
        NdArray array = arrays.array(ElementType.UINT8, 8, 12);
        StoredImage<?> image = image(array, 8, 12);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> NdArray.of(image))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageEndingWith("of the image \"scan\": the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(NdArray.of(image)).isEqualTo(array);
    }

    @Test
    void isReadOnlyAndHasACopyThatIsNot() throws IOException {
        Random random = new Random(3);
        for (ElementType type : ElementType.values()) {
            if (type != ElementType.FLOAT16) {
                NdArray array = new RandomArrays(random).array(type, 3, 70);
                StoredImage<?> image = Images.lazy(
                        RandomArrays.stored(
                                array, ArraySpec.of(type, 3, 70), directory.resolve(type.label()), Runnable::run),
                        "image");

                assertThatThrownBy(() -> change(image))
                        .as(type.label())
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage(
                                "Cannot change a pixel of a stored image: it is read only. Change a copy of the image,"
                                        + " see copy().");
                Img<?> copy = image.copy();
                change(copy);
                assertThat(NdArray.of(image)).isEqualTo(array);
            }
        }
    }

    private static <T extends net.imglib2.type.Type<T>> void change(Img<?> image) {
        Img<T> typed = net.imglib2.util.Cast.unchecked(image);
        typed.firstElement().set(typed.getAt(1, 1).copy());
    }

    @Test
    void hasPixelsOfTheTypeThatIsAskedForIfItFits() throws IOException {
        NdArray array = arrays.array(ElementType.BOOL, 5, 70);
        StoredImage<?> image = image(array, 2, 70);

        assertThat(image.getType()).isInstanceOf(BitType.class);
        assertThat(image.as(new BitType())).isSameAs(image);
        assertThat(image.as(new NativeBoolType()).getType()).isInstanceOf(NativeBoolType.class);
        assertThat(NdArray.of(image.as(new NativeBoolType()))).isEqualTo(array);
        assertThatThrownBy(() -> image.as(new FloatType()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot read the image \"scan\" as FloatType: its elements are bool. Read it as BitType, and "
                                + "convert that.");
    }

    @Test
    void knowsItsDigestWithoutReadingIfItIsTold() throws IOException {
        NdArray array = arrays.array(ElementType.UINT8, 8, 12);
        ValueDigest known = ValueDigest.of(array);
        Counting counting = new Counting(stored(array, 4, 4), new ConcurrentLinkedQueue<>());

        StoredImage<?> image = Images.lazy(counting, "image").withDigest(known);

        assertThat(image.digest()).isEqualTo(known);
        assertThat(image.as(new UnsignedByteType()).digest()).isEqualTo(known);
        assertThat(image.identity()).isEqualTo(known.digest());
        assertThat(counting.reads()).isEmpty();
    }

    @Test
    void isOpenedFromADirectoryAndKnownByItsFilesOrItsValues() throws IOException {
        NdArray array = arrays.array(ElementType.UINT8, 8, 12);
        stored(array, 4, 4);
        Path path = directory.resolve("array");
        StoredImage<?> byFiles = Images.open(path);
        StoredImage<?> byValues = Images.open(path, Identity.VALUES);

        assertThat(NdArray.of(byFiles)).isEqualTo(array);
        assertThat(byFiles.identity()).isEqualTo(Images.open(path).identity());
        assertThat(byValues.identity()).isEqualTo(ValueDigest.of(array).digest());
        Files.setLastModifiedTime(path.resolve("0/1"), java.nio.file.attribute.FileTime.fromMillis(1));
        assertThat(Images.open(path).identity()).isNotEqualTo(byFiles.identity());
        assertThat(Images.open(path, Identity.VALUES).identity()).isEqualTo(byValues.identity());
    }

    @Test
    void isNotOpenedWhereThereIsNoneOrWithoutDimensions() throws IOException {
        assertThatThrownBy(() -> Images.open(directory)).isInstanceOf(NoSuchFileException.class);
        StoredArray scalar = RandomArrays.stored(
                NdArray.of(new int[] {3}, ElementType.INT32),
                ArraySpec.of(ElementType.INT32),
                directory.resolve("scalar"),
                Runnable::run);
        assertThat(NdArray.of(scalar)).isEqualTo(NdArray.of(new int[] {3}, ElementType.INT32));
        assertThatThrownBy(() -> Images.lazy(scalar, "scalar"))
                .hasMessage("Cannot use an array without dimensions as an image: ImgLib2 has none such. Read it as an "
                        + "NdArray.");
    }

    @Test
    void mayBeEmpty() throws IOException {
        NdArray array = NdArray.of(new int[0], ElementType.INT32, 3, 0, 5);
        StoredImage<?> image = image(array, 1, 1, 4);

        assertThat(Intervals.numElements(image)).isZero();
        assertThat(NdArray.of(image)).isEqualTo(array);
        assertThat(image.digest()).isEqualTo(ValueDigest.of(array));
    }

    private StoredImage<?> image(NdArray array, int... chunks) throws IOException {
        return Images.lazy(stored(array, chunks), "scan");
    }

    private StoredArray stored(NdArray array, int... chunks) throws IOException {
        ArraySpec spec = ArraySpec.of(
                        array.type(),
                        array.shape().stream().mapToLong(Long::longValue).toArray())
                .withChunks(chunks);
        return RandomArrays.stored(array, spec, directory.resolve("array"), Runnable::run);
    }

    /** Notes where regions begin that are read. */
    private record Counting(StoredArray array, ConcurrentLinkedQueue<String> noted) implements StoredArray {

        List<String> reads() {
            return new ArrayList<>(noted);
        }

        @Override
        public ArraySpec spec() {
            return array.spec();
        }

        @Override
        public Stream<String> fileNames() {
            return array.fileNames();
        }

        @Override
        public Optional<String> stamp(String file) throws IOException {
            return array.stamp(file);
        }

        @Override
        public StoredArray expecting(Predicate<String> written) {
            return new Counting(array.expecting(written), noted);
        }

        @Override
        public void read(long[] min, int[] size, Object into, Executor executor) throws IOException {
            noted.add(java.util.Arrays.toString(min));
            array.read(min, size, into, executor);
        }

        @Override
        public void write(BlockSource source, Executor executor) throws IOException {
            array.write(source, executor);
        }
    }
}
