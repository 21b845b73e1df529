package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.metadata.ElementType;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Some elements of a part of an array, a chunk at most, which are taken from blocks of whatever shape.
 *
 * <p>Thread safety: many threads may take from blocks that have no elements in common.
 */
final class SampledChunk {

    private final long[] min;
    private final int[] size;
    private final int step;
    private final double[] values;

    /** Samples about as many elements as said at most. */
    SampledChunk(long[] min, int[] size, int most) {
        int count = Arrays.stream(size).reduce(1, Math::multiplyExact);
        this.min = min;
        this.size = size;
        this.step = Math.max(1, (count + most - 1) / most) | 1; // an odd one does not stay in a few columns
        this.values = new double[(count + step - 1) / step];
        Arrays.fill(values, Double.NaN);
    }

    /** Takes what a block has of them. */
    void take(ElementType type, long[] blockMin, int[] blockSize, Object block) {
        long[] element = new long[1];
        for (int i = 0; i < values.length; i++) {
            int index = index(i * step, blockMin, blockSize);
            if (index >= 0) {
                ElementRows.widen(type, block, index, 1, element);
                values[i] = ElementRows.number(type, element[0]);
            }
        }
    }

    boolean overlaps(long[] blockMin, int[] blockSize) {
        for (int d = 0; d < size.length; d++) {
            if (min[d] + size[d] <= blockMin[d] || min[d] >= blockMin[d] + blockSize[d]) {
                return false;
            }
        }
        return true;
    }

    /** Returns where an element stands in a block in C order, less than 0 if it is not in there. */
    private int index(int element, long[] blockMin, int[] blockSize) {
        int rest = element;
        int index = 0;
        int stride = 1;
        for (int d = size.length - 1; d >= 0; d--) {
            long at = min[d] + rest % size[d] - blockMin[d];
            if (at < 0 || at >= blockSize[d]) {
                return -1;
            }
            index += (int) at * stride;
            stride *= blockSize[d];
            rest /= size[d];
        }
        return index;
    }

    DoubleStream values() {
        return Arrays.stream(values);
    }
}
