package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.metadata.ElementType;
import java.util.Locale;

/**
 * What a few neighbouring elements become when an array is made smaller.
 *
 * <p>The elements are a window of 1 or 2 in each dimension; at the end of an odd dimension there is only 1.
 */
public enum Reduction {
    /**
     * The mean: for images. That of integers is rounded to the nearest, halves upwards (2.5 to 3, -2.5 to -2), without
     * overflow. NaN is left out, and is the mean only of NaN.
     */
    MEAN {
        @Override
        long ofIntegers(Window window, int from, int to) {
            int shift = Integer.numberOfTrailingZeros(window.count * (to - from));
            long mask = (1L << shift) - 1;
            long whole = 0;
            long rest = 0;
            for (int row = 0; row < window.count; row++) {
                for (int i = from; i < to; i++) {
                    whole += window.rows[row][i] >> shift;
                    rest += window.rows[row][i] & mask;
                }
            }
            return whole + ((rest + ((1L << shift) >> 1)) >> shift);
        }

        @Override
        long ofDoubles(Window window, int from, int to) {
            double sum = 0;
            int count = 0;
            for (int row = 0; row < window.count; row++) {
                for (int i = from; i < to; i++) {
                    double value = Double.longBitsToDouble(window.rows[row][i]);
                    if (!Double.isNaN(value)) {
                        sum += value;
                        count++;
                    }
                }
            }
            return Double.doubleToLongBits(sum / count);
        }
    },
    /** The greatest: for what is small and bright. NaN is left out, and is the greatest only of NaN. */
    MAX {
        @Override
        long ofIntegers(Window window, int from, int to) {
            long max = Long.MIN_VALUE;
            for (int row = 0; row < window.count; row++) {
                for (int i = from; i < to; i++) {
                    max = Math.max(max, window.rows[row][i]);
                }
            }
            return max;
        }

        @Override
        long ofDoubles(Window window, int from, int to) {
            double max = Double.NaN;
            for (int row = 0; row < window.count; row++) {
                for (int i = from; i < to; i++) {
                    double value = Double.longBitsToDouble(window.rows[row][i]);
                    max = Double.isNaN(max) || value > max ? value : max;
                }
            }
            return Double.doubleToLongBits(max);
        }
    },
    /**
     * The most frequent: for labels. Of several, the one that comes first in C order, so that it does not matter which
     * number an object has.
     */
    MODE {
        @Override
        long ofIntegers(Window window, int from, int to) {
            int width = to - from;
            int all = window.count * width;
            long mode = window.rows[0][from];
            int most = 0;
            for (int i = 0; i < all && most < all - i; i++) {
                long each = window.rows[i / width][from + i % width];
                int count = 0;
                for (int j = i; j < all; j++) {
                    count += window.rows[j / width][from + j % width] == each ? 1 : 0;
                }
                mode = count > most ? each : mode;
                most = Math.max(count, most);
            }
            return mode;
        }

        @Override
        long ofDoubles(Window window, int from, int to) {
            return ofIntegers(window, from, to);
        }
    },
    /** The first in C order, which is fastest. */
    NEAREST {
        @Override
        long ofIntegers(Window window, int from, int to) {
            return window.rows[0][from];
        }

        @Override
        long ofDoubles(Window window, int from, int to) {
            return window.rows[0][from];
        }
    };

    /** Returns the name in files: {@code mean}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reduces a window of rows to one row, by 1 or 2 elements each. */
    void reduce(ElementType type, Window window, int width, int factor, long[] into) {
        for (int from = 0; from < width; from += factor) {
            int to = Math.min(width, from + factor);
            into[from / factor] = type.isFloat() ? ofDoubles(window, from, to) : ofIntegers(window, from, to);
        }
    }

    abstract long ofIntegers(Window window, int from, int to);

    abstract long ofDoubles(Window window, int from, int to);

    /** Rows of elements, see {@link ElementRows}, whose number is a power of two. */
    static final class Window {
        final long[][] rows;
        int count;

        Window(int rows, int width) {
            this.rows = new long[rows][width];
        }
    }
}
