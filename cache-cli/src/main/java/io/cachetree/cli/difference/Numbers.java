package io.cachetree.cli.difference;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {

    private Numbers() {}

    /** Returns a number in at most six digits, without zeros at its end. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") || !text.contains(".")
                ? text
                : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** Returns how far a number is from another, as in {@code  (+0.02, +4.9 %)}. */
    static String apart(double before, double now) {
        double by = now - before;
        String sign = by >= 0 ? "+" : "";
        String share = before == 0 || !Double.isFinite(by)
                ? ""
                : String.format(Locale.ROOT, ", %+.1f %%", 100 * by / Math.abs(before));
        return " (%s%s%s)".formatted(sign, text(by), share);
    }

    /** Returns a part of a whole in percent; a part that is there is never 0 %. */
    static String percent(long part, long whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        if (part > 0 && percent < 0.01) {
            return "<0.01 %";
        }
        return String.format(Locale.ROOT, percent < 10 ? "%.2f %%" : "%.1f %%", percent);
    }
}
