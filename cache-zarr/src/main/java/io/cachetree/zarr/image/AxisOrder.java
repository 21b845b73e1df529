package io.cachetree.zarr.image;

import java.util.Arrays;
import java.util.List;
import net.imglib2.Dimensions;
import net.imglib2.img.cell.CellGrid;

/**
 * Turns the order of dimensions round: ImgLib2 names the one first whose elements stand together (x, y, z), Zarr last (z, y,
 * x). The elements of a block lie the same in both, so only the numbers for each dimension are turned, and only here.
 */
final class AxisOrder {

    private AxisOrder() {}

    /** Returns the numbers in the other order. */
    static long[] turned(long[] numbers) {
        long[] turned = new long[numbers.length];
        for (int d = 0; d < turned.length; d++) {
            turned[d] = numbers[turned.length - 1 - d];
        }
        return turned;
    }

    /** Returns the numbers in the other order. */
    static int[] turned(int[] numbers) {
        int[] turned = new int[numbers.length];
        for (int d = 0; d < turned.length; d++) {
            turned[d] = numbers[turned.length - 1 - d];
        }
        return turned;
    }

    /** Returns the dimensions that an image of a shape has in ImgLib2, where there are no images without any. */
    static long[] ofImage(List<Long> shape) {
        if (shape.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot use an array without dimensions as an image: ImgLib2 has none such. Read it as an NdArray.");
        }
        return turned(shape.stream().mapToLong(Long::longValue).toArray());
    }

    /** Returns the shape of an image in C order. */
    static List<Long> shape(Dimensions image) {
        return Arrays.stream(turned(image.dimensionsAsLongArray())).boxed().toList();
    }

    /** Returns the size of cells in C order. */
    static List<Integer> chunks(CellGrid cells) {
        return Arrays.stream(turned(cells.getCellDimensions())).boxed().toList();
    }
}
