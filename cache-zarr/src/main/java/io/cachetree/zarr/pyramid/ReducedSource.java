package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.pyramid.Reduction.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of an array that is half as large as a stored one, in some dimensions.
 *
 * <ul>
 *   <li>A block is made from the region of the stored array that it covers, which alone is read.
 *   <li>Where a size is odd, the last element covers one instead of two.
 * </ul>
 *
 * <p>Thread safety: may be asked by many threads at the same time.
 */
public final class ReducedSource implements BlockSource {

    private final StoredArray finer;
    private final List<Integer> factors;
    private final Reduction reduction;

    private ReducedSource(StoredArray finer, List<Integer> factors, Reduction reduction) {
        this.finer = finer;
        this.factors = List.copyOf(factors);
        this.reduction = reduction;
    }

    /**
     * Returns what a stored array becomes.
     *
     * @param factors 1 or 2 for each dimension, of which there is at least one
     */
    public static ReducedSource of(StoredArray finer, List<Integer> factors, Reduction reduction) {
        boolean isRight = !factors.isEmpty()
                && factors.size() == finer.spec().rank()
                && factors.stream().allMatch(each -> each == 1 || each == 2);
        if (!isRight) {
            throw new IllegalArgumentException(
                    "Cannot reduce an array of shape %s by %s: it is 1 or 2 in each dimension. Give such factors."
                            .formatted(finer.spec().shape(), factors));
        }
        return new ReducedSource(finer, factors, reduction);
    }

    /** Returns the shape of what an array becomes. */
    public static List<Long> shape(List<Long> finer, List<Integer> factors) {
        List<Long> shape = new ArrayList<>();
        for (int d = 0; d < finer.size(); d++) {
            shape.add((finer.get(d) + factors.get(d) - 1) / factors.get(d));
        }
        return shape;
    }

    @Override
    public void copy(long[] min, int[] size, Object into) throws IOException {
        long[] from = new long[min.length];
        int[] covered = new int[min.length];
        for (int d = 0; d < min.length; d++) {
            from[d] = min[d] * factors.get(d);
            covered[d] = (int) Math.min(
                    (long) size[d] * factors.get(d), finer.spec().shape().get(d) - from[d]);
        }
        new Block(finer.read(from, covered), covered, size, into).reduce();
    }

    /** One block that is made: goes through its rows. */
    private final class Block {

        private final ElementType type = finer.spec().type();
        private final int last = factors.size() - 1;
        private final Object from;
        private final int[] covered;
        private final int[] size;
        private final Object into;
        private final Window window;

        Block(Object from, int[] covered, int[] size, Object into) {
            this.from = from;
            this.covered = covered;
            this.size = size;
            this.into = into;
            this.window = new Window(1 << last, covered[last]);
        }

        void reduce() {
            long[] row = new long[size[last]];
            int rows = rows();
            for (int number = 0; number < rows; number++) {
                window.count = 0;
                gather(place(number), 0, 0);
                reduction.reduce(type, window, covered[last], factors.get(last), row);
                ElementRows.narrow(type, row, size[last], into, number * size[last]);
            }
        }

        private int rows() {
            int rows = 1;
            for (int d = 0; d < last; d++) {
                rows *= size[d];
            }
            return rows;
        }

        private int[] place(int number) {
            int[] place = new int[last];
            int rest = number;
            for (int d = last - 1; d >= 0; d--) {
                place[d] = rest % size[d];
                rest /= size[d];
            }
            return place;
        }

        /** Adds the rows that a new row covers, one dimension after the other. */
        private void gather(int[] place, int d, int number) {
            if (d == last) {
                ElementRows.widen(type, from, number * covered[last], covered[last], window.rows[window.count++]);
                return;
            }
            int first = place[d] * factors.get(d);
            for (int i = first; i < Math.min(first + factors.get(d), covered[d]); i++) {
                gather(place, d + 1, number * covered[d] + i);
            }
        }
    }
}
