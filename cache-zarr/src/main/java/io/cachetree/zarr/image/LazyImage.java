package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.util.Cast;
import net.imglib2.util.Util;
import org.jspecify.annotations.Nullable;

/** The image of a stored array, whose cells are its chunks. */
final class LazyImage<T extends NativeType<T>> extends LazyCellImg<T, ArrayDataAccess<?>> implements StoredImage<T> {

    private final Source source;
    private final T pixel;
    private final CellCache<Cell<ArrayDataAccess<?>>> cache;
    private final Identity knownBy;
    private @Nullable ValueDigest digest;
    private @Nullable Digest files;

    /** What cells are read from, and how. */
    private record Source(StoredArray array, String name, PixelType pixel, CellGrid grid) {

        CellCache<Cell<ArrayDataAccess<?>>> cells() {
            return new CellCache<>(
                    array.spec().chunkElements() * array.spec().type().size(), this::read);
        }

        Cell<ArrayDataAccess<?>> read(long number) {
            long[] min = new long[grid.numDimensions()];
            int[] size = new int[min.length];
            grid.getCellDimensions(number, min, size);
            try {
                Object elements = array.read(AxisOrder.turned(min), AxisOrder.turned(size));
                return new Cell<>(size, min, pixel.readOnly(elements));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot read the pixels at %s of size %s (in the order of ImgLib2) of the image \"%s\": %s"
                                .formatted(Arrays.toString(min), Arrays.toString(size), name, why(e)),
                        e);
            }
        }

        /** That of a thread which was interrupted has no message. */
        private static String why(IOException e) {
            return e instanceof ClosedByInterruptException
                    ? "the thread was interrupted"
                    : String.valueOf(e.getMessage());
        }
    }

    private LazyImage(
            Source source,
            T pixel,
            CellCache<Cell<ArrayDataAccess<?>>> cells,
            Identity knownBy,
            @Nullable ValueDigest digest) {
        super(source.grid, pixel, cells::get);
        this.source = source;
        this.pixel = pixel;
        this.cache = cells;
        this.knownBy = knownBy;
        this.digest = digest;
    }

    /** Creates the image of an array whose elements fit the pixels. */
    static <T extends NativeType<T>> LazyImage<T> of(StoredArray array, String name, T pixel, Identity knownBy) {
        Source source = new Source(array, name, fitting(array, name, pixel), grid(array.spec()));
        return new LazyImage<>(source, pixel, source.cells(), knownBy, null);
    }

    private static PixelType fitting(StoredArray array, String name, Object pixel) {
        PixelType type = PixelType.of(pixel);
        if (!type.fits(array.spec().type())) {
            throw new IllegalArgumentException(
                    "Cannot read the image \"%s\" as %s: its elements are %s. Read it as %s, and convert that."
                            .formatted(
                                    name,
                                    type.label(),
                                    array.spec().type().label(),
                                    PixelType.of(array.spec().type()).label()));
        }
        return type;
    }

    private static CellGrid grid(ArraySpec spec) {
        // In a dimension without elements, ImgLib2 needs cells of at least 2.
        int[] chunks = IntStream.range(0, spec.rank())
                .map(d -> spec.shape().get(d) == 0 ? 2 : spec.chunks().get(d))
                .toArray();
        return new CellGrid(AxisOrder.ofImage(spec.shape()), AxisOrder.turned(chunks));
    }

    @Override
    public StoredArray array() {
        return source.array;
    }

    @Override
    public String name() {
        return source.name;
    }

    @Override
    public synchronized ValueDigest digest() {
        if (digest == null) {
            try {
                digest = ValueDigest.of(source.array);
            } catch (IOException e) {
                throw unreadable("read all", e);
            }
        }
        return digest;
    }

    @Override
    public Digest identity() {
        return knownBy == Identity.FILES ? files() : digest().digest();
    }

    private synchronized Digest files() {
        if (files == null) {
            try {
                files = Identity.ofFiles(source.array);
            } catch (IOException e) {
                throw unreadable("look at the files", e);
            }
        }
        return files;
    }

    private UncheckedIOException unreadable(String what, IOException e) {
        return new UncheckedIOException(
                "Cannot %s of the image \"%s\": %s".formatted(what, source.name, e.getMessage()), e);
    }

    @Override
    public StoredImage<T> withDigest(ValueDigest known) {
        return new LazyImage<>(source, pixel, cache, Identity.VALUES, known);
    }

    @Override
    public <U extends NativeType<U>> StoredImage<U> as(U other) {
        PixelType type = fitting(source.array, source.name, other);
        if (type == source.pixel) {
            return Cast.unchecked(this);
        }
        Source changed = new Source(source.array, source.name, type, source.grid);
        return new LazyImage<>(changed, other, changed.cells(), knownBy, known());
    }

    private synchronized @Nullable ValueDigest known() {
        return digest;
    }

    @Override
    public ImgFactory<T> factory() {
        return Util.getArrayOrCellImgFactory(this, pixel);
    }

    @Override
    public Img<T> copy() {
        requireMemory();
        Img<T> copy = factory().create(this);
        LoopBuilder.setImages(this, copy).forEachPixel((from, to) -> to.set(from));
        return copy;
    }

    private void requireMemory() {
        int size = source.array.spec().type().size();
        long memory = Runtime.getRuntime().maxMemory();
        if (size() > memory / size) {
            throw new IllegalArgumentException(
                    "Cannot copy the image \"%s\" into memory: it has %d pixels of %d bytes, and Java has %d bytes. Read a part of it, by \"Views.interval\"."
                            .formatted(source.name, size(), size, memory));
        }
    }

    @Override
    public String toString() {
        return "image \"%s\", %s %s"
                .formatted(source.name, source.array.spec().type().label(), Arrays.toString(dimensionsAsLongArray()));
    }
}
