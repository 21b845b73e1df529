package io.cachetree.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param value the figure
 * @param unit its unit
 */
public record Figure(double value, String unit) {

    /** Returns the median, which a neighbour on the machine hardly moves. */
    public static Figure median(double[] values, String unit) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Figure(sorted[sorted.length / 2], unit);
    }

    /** Returns how much more it is than another. */
    public Figure minus(Figure other) {
        return new Figure(value - other.value, unit);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f %s" : "%.1f %s", value, unit);
    }
}
