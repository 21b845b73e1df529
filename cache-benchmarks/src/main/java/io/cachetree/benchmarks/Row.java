package io.cachetree.benchmarks;

import java.util.Locale;

/**
 * A line of the report.
 *
 * @param what what was measured
 * @param ours what it costs with the cache
 * @param baseline what the same costs without, in the same run
 * @param compared how the two compare
 * @param target what was promised; empty if nothing was
 * @param ok whether the promise is kept; empty if there is none
 */
public record Row(String what, Figure ours, Figure baseline, String compared, String target, String ok) {

    /** Returns a line that only informs. */
    public static Row ratio(String what, Figure ours, Figure baseline) {
        return new Row(what, ours, baseline, ratio(ours, baseline), "", "");
    }

    /** Returns a line that promises at most a multiple of the baseline. */
    public static Row ratio(String what, Figure ours, Figure baseline, double limit) {
        boolean ok = ours.value() <= limit * baseline.value();
        return new Row(what, ours, baseline, ratio(ours, baseline), "<= %s".formatted(limit), word(ok));
    }

    /** Returns a line that promises to take not much longer than the baseline. */
    public static Row difference(String what, Figure ours, Figure baseline, double limit) {
        Figure more = ours.minus(baseline);
        return new Row(
                what,
                ours,
                baseline,
                "+" + more,
                "<= +%s %s".formatted(limit, ours.unit()),
                word(more.value() <= limit));
    }

    /** Returns a line that only informs. */
    static Row difference(String what, Figure ours, Figure baseline) {
        return new Row(what, ours, baseline, "+" + ours.minus(baseline), "", "");
    }

    /** Returns a line that promises to be at least as many times as fast as the baseline; both figures are speeds. */
    public static Row speedup(String what, Figure ours, Figure baseline, double limit) {
        boolean ok = ours.value() >= limit * baseline.value();
        return new Row(what, ours, baseline, ratio(ours, baseline), ">= %s".formatted(limit), word(ok));
    }

    /** Returns a line that promises to be as fast as said, whatever the baseline is. */
    static Row speed(String what, Figure ours, Figure baseline, double limit) {
        boolean ok = ours.value() >= limit;
        return new Row(what, ours, baseline, ratio(ours, baseline), ">= %s %s".formatted(limit, ours.unit()), word(ok));
    }

    /** Returns a line that promises to take no longer than said, whatever the baseline takes. */
    public static Row atMost(String what, Figure ours, Figure baseline, double limit) {
        boolean ok = ours.value() <= limit;
        return new Row(what, ours, baseline, ratio(ours, baseline), "<= %s %s".formatted(limit, ours.unit()), word(ok));
    }

    private static String ratio(Figure ours, Figure baseline) {
        return String.format(Locale.ROOT, "%.2f", ours.value() / baseline.value());
    }

    private static String word(boolean ok) {
        return ok ? "yes" : "no";
    }

    /** Returns the line in Markdown. */
    @Override
    public String toString() {
        return "| %s | %s | %s | %s | %s | %s |".formatted(what, ours, baseline, compared, target, ok);
    }
}
