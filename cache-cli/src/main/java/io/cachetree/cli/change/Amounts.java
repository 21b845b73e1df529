package io.cachetree.cli.change;

import io.cachetree.cli.text.Quantities;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes and ages as people type them. */
final class Amounts {

    private static final Pattern AMOUNT = Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([a-z]*)\\s*");
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private static final Map<String, Integer> SECONDS = Map.ofEntries(
            Map.entry("s", 1),
            Map.entry("min", MINUTE),
            Map.entry("h", HOUR),
            Map.entry("d", DAY),
            Map.entry("day", DAY),
            Map.entry("days", DAY),
            Map.entry("w", 7 * DAY),
            Map.entry("weeks", 7 * DAY));

    private Amounts() {}

    /** Reads an age, such as {@code 30d}. */
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofSeconds(amount(text, SECONDS, "an age", "\"30d\", \"12h\" or \"2w\""));
        }
    }

    /** Reads a size, such as {@code 50GB}; a kB has 1000 bytes. */
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Quantities.bytes(text).orElseThrow(() -> no(text, "a size", "\"50GB\", \"1.5TB\" or \"800MB\""));
        }
    }

    private static long amount(String text, Map<String, ? extends Number> units, String what, String examples) {
        Matcher parts = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        Number unit = parts.matches() ? units.get(parts.group(2)) : null;
        if (unit == null) {
            throw no(text, what, examples);
        }
        BigDecimal amount = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit.longValue()));
        return amount.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static TypeConversionException no(String text, String what, String examples) {
        return new TypeConversionException("\"%s\" is not %s. Write it as in %s.".formatted(text, what, examples));
    }
}
