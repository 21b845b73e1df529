package io.cachetree.cli.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times in as few characters as a person needs. */
public final class Quantities {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) *([kmgtp]?)b?");
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Quantities() {}

    /** Returns a number of bytes, as in {@code 3.3 MB}; a kB has 1000. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 || value >= 99.5 ? Long.toString(Math.round(value)) : tenths(value)) + " " + UNITS[unit];
    }

    /** Returns the number of bytes that a person means by a text such as {@code 500MB} or {@code 1.5 GB}; nothing if it is none. */
    public static OptionalLong bytes(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        int thousands = " kmgtp".indexOf((size.group(2) + " ").charAt(0));
        BigDecimal bytes = new BigDecimal(size.group(1)).scaleByPowerOfTen(3 * thousands);
        return OptionalLong.of(bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    /** Returns how long something took, as in {@code 812 ms}, {@code 5.3 s}, {@code 12 min 30 s} or {@code 3 h 12 min}. */
    public static String duration(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 0.9995) {
            return Math.round(seconds * 1000) + " ms";
        }
        long whole = Math.round(seconds);
        if (whole < 2 * MINUTE) {
            return (seconds < 9.95 ? tenths(seconds) : Long.toString(whole)) + " s";
        }
        return whole < HOUR
                ? "%d min %d s".formatted(whole / MINUTE, whole % MINUTE)
                : "%d h %d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
    }

    /** A tree can have many thousand numbers, and a formatter takes longer than all else that is done for a line. */
    private static String tenths(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10;
    }

    /** Returns how long ago something was, as in {@code 5 min}; what seems to lie ahead is a matter of clocks, and now. */
    public static String age(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " days";
    }

    /** Returns a count with its noun, as in {@code 1 node} and {@code 2 nodes}. */
    public static String count(long count, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count + " " + (count == 1 ? noun : plural);
    }
}
