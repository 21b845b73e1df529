package io.cachetree.zarr.image;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.metadata.ElementType;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.cell.AbstractCellImg;
import net.imglib2.type.BooleanType;
import net.imglib2.util.Cast;
import net.imglib2.util.Intervals;
import org.jspecify.annotations.Nullable;

/**
 * Any image of ImgLib2 as a source of blocks: images in memory, stored ones, views, conversions, wherever they begin.
 *
 * <p>Thread safety: may be used by many threads, if the image can be read by many.
 */
final class ImageBlocks implements BlockSource {

    private final RandomAccessibleInterval<?> image;
    private final PixelType pixel;
    private final @Nullable PrimitiveBlocks<?> blocks;

    /** Creates the source, after a check that its pixels are of a supported type. */
    ImageBlocks(RandomAccessibleInterval<?> image) {
        this.image = image;
        this.pixel = PixelType.of(image.getType());
        this.blocks = pixel.isDirect() ? blocks(Cast.unchecked(image)) : null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // direct pixels are of a NativeType
    private static PrimitiveBlocks<?> blocks(RandomAccessibleInterval image) {
        return PrimitiveBlocks.of(image, OnFallback.ACCEPT).threadSafe();
    }

    ElementType type() {
        return pixel.element();
    }

    /** Returns the shape in C order. */
    List<Long> shape() {
        return AxisOrder.shape(image);
    }

    /** Returns how the image is best read as a whole: cell by cell if it has cells. */
    Tiles tiles() {
        return image instanceof AbstractCellImg<?, ?, ?, ?> cells
                ? new Tiles(type(), shape(), AxisOrder.chunks(cells.getCellGrid()))
                : new Tiles(type(), shape());
    }

    @Override
    public void copy(long[] min, int[] size, Object into) {
        FinalInterval block = block(min, size);
        pixel.element().requireArray(into, Math.toIntExact(Intervals.numElements(block)));
        if (Intervals.numElements(block) == 0) {
            return;
        }
        if (blocks != null) {
            blocks.copy(block, into);
        } else {
            copyBooleans(block, (boolean[]) into);
        }
    }

    private FinalInterval block(long[] min, int[] size) {
        long[] first = AxisOrder.turned(min);
        int[] count = AxisOrder.turned(size);
        long[] last = new long[first.length];
        for (int d = 0; d < first.length; d++) {
            first[d] += image.min(d);
            last[d] = first[d] + count[d] - 1;
        }
        return new FinalInterval(first, last);
    }

    private void copyBooleans(FinalInterval block, boolean[] into) {
        RandomAccess<? extends BooleanType<?>> at = Cast.unchecked(image.randomAccess(block));
        long[] position = block.minAsLongArray();
        int row = Math.toIntExact(block.dimension(0));
        for (int first = 0; first < Intervals.numElements(block); first += row) {
            at.setPosition(position);
            for (int i = 0; i < row; i++) {
                if (i > 0) {
                    at.fwd(0);
                }
                into[first + i] = at.get().get();
            }
            nextRow(position, block);
        }
    }

    private static void nextRow(long[] position, FinalInterval block) {
        for (int d = 1; d < position.length; d++) {
            if (position[d]++ < block.max(d)) {
                return;
            }
            position[d] = block.min(d);
        }
    }
}
