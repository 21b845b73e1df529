package io.cachetree.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the times of a record. The usual forms that {@code toString} writes are read here, as the parsers of the JDK take a fifth of the
 * time in which a record is understood, and many thousand records are looked at to list a tree. Any other form is left to them.
 *
 * <p>Thread safety: stateless.
 */
final class RecordTimes {

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration SHORTEST = LONGEST.negated();

    private static final String DATE_AND_TIME = "0000-00-00T00:00:00";
    private static final String PERIOD = "PT";
    private static final int NANO_DIGITS = 9;

    private RecordTimes() {}

    /** Whoever looks at a tree adds times up, and must not fail at one that somebody made up. */
    static Instant instant(String text) {
        Instant time = isUsualInstant(text) ? usualInstant(text) : Instant.parse(text);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new IllegalArgumentException("\"%s\" is no time at which a step started".formatted(text));
        }
        return time;
    }

    /** As with times: nobody's sum may overflow. */
    static Duration duration(String text) {
        Duration duration = isSeconds(text) ? seconds(text) : Duration.parse(text);
        if (duration.compareTo(LONGEST) > 0 || duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("\"%s\" is no time that a step takes".formatted(text));
        }
        return duration;
    }

    /** As in {@code 2026-11-23T06:59:33.652749987Z}. */
    private static boolean isUsualInstant(String text) {
        int end = text.length() - 1;
        return end >= DATE_AND_TIME.length()
                && text.charAt(end) == 'Z'
                && isDateAndTime(text)
                && isFraction(text, DATE_AND_TIME.length(), end);
    }

    private static boolean isDateAndTime(String text) {
        for (int i = 0; i < DATE_AND_TIME.length(); i++) {
            char form = DATE_AND_TIME.charAt(i);
            if (form == '0' ? !isDigits(text, i, i + 1) : text.charAt(i) != form) {
                return false;
            }
        }
        return true;
    }

    private static Instant usualInstant(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text, DATE_AND_TIME.length(), text.length() - 1))
                .toInstant(ZoneOffset.UTC);
    }

    /** As in {@code PT0.008499714S}: less than a minute. */
    private static boolean isSeconds(String text) {
        int end = text.length() - 1;
        int dot = endOfWhole(text);
        return end > PERIOD.length()
                && text.startsWith(PERIOD)
                && text.charAt(end) == 'S'
                && dot - PERIOD.length() <= 2
                && isDigits(text, PERIOD.length(), dot)
                && isFraction(text, dot, end);
    }

    private static Duration seconds(String text) {
        int dot = endOfWhole(text);
        return Duration.ofSeconds(number(text, PERIOD.length(), dot), nanos(text, dot, text.length() - 1));
    }

    private static int endOfWhole(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? text.length() - 1 : dot;
    }

    /** Nothing, or a dot with digits. */
    private static boolean isFraction(String text, int start, int end) {
        int digits = end - start - 1;
        return start == end || (text.charAt(start) == '.' && digits <= NANO_DIGITS && isDigits(text, start + 1, end));
    }

    private static int nanos(String text, int start, int end) {
        int nanos = start == end ? 0 : number(text, start + 1, end);
        for (int digits = end - start - 1; digits >= 0 && digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
