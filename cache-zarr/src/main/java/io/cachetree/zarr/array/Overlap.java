package io.cachetree.zarr.array;

/**
 * The rows of elements that two arrays in C order have in common, each array standing for a box.
 *
 * <p>A row is as long as possible: where a dimension is whole in both, its rows follow each other without a gap.
 */
final class Overlap {

    /** What is done with a row. */
    interface Rows {
        void move(int from, int to, int length);
    }

    private final Box part;
    private final int[] fromStrides;
    private final int[] toStrides;
    private final Rows rows;
    private int rowDimension;
    private int rowLength;

    private Overlap(Box part, Box from, Box to, Rows rows) {
        this.part = part;
        this.fromStrides = strides(from);
        this.toStrides = strides(to);
        this.rows = rows;
        this.rowLength = 1;
        this.rowDimension = part.size().length;
        boolean isWhole = true;
        while (isWhole && rowDimension > 0) {
            rowDimension--;
            long size = part.size()[rowDimension];
            rowLength *= (int) size;
            isWhole = size == from.size()[rowDimension] && size == to.size()[rowDimension];
        }
    }

    /** Calls for each row of a part that lies in both boxes, with the numbers of its first element in both arrays. */
    static void forEachRow(Box part, Box from, Box to, Rows rows) {
        if (part.count() > 0) {
            new Overlap(part, from, to, rows).walk(0, from.number(part.min()), to.number(part.min()));
        }
    }

    private void walk(int dimension, int from, int to) {
        if (dimension >= rowDimension) {
            rows.move(from, to, rowLength);
            return;
        }
        for (int i = 0; i < part.size()[dimension]; i++) {
            walk(dimension + 1, from + i * fromStrides[dimension], to + i * toStrides[dimension]);
        }
    }

    /** Returns how far apart neighbours are in each dimension of an array in C order. */
    static int[] strides(Box box) {
        int[] strides = new int[box.size().length];
        int stride = 1;
        for (int d = strides.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= (int) box.size()[d];
        }
        return strides;
    }
}
