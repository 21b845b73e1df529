package io.cachetree.key;

import io.cachetree.key.Rules.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The rules for the value classes of the JDK. As far as they can be told apart by {@code equals}, their fingerprints
 * differ: a {@link BigDecimal} counts with its scale, a {@link ZonedDateTime} with its zone.
 */
final class JdkValues {

    private JdkValues() {}

    static List<Rule> rules() {
        return Stream.of(numbersAndNames(), instantsAndAmounts(), localTimes(), zonedTimes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> numbersAndNames() {
        return List.of(
                Rule.object(BigInteger.class, (value, to) -> to.put(value.toByteArray())),
                Rule.object(BigDecimal.class, (value, to) -> {
                    to.put(value.unscaledValue().toByteArray());
                    to.put(value.scale());
                }),
                Rule.object(UUID.class, (value, to) -> {
                    to.put(value.getMostSignificantBits());
                    to.put(value.getLeastSignificantBits());
                }),
                Rule.object(URI.class, (value, to) -> to.put(value.toString())),
                Rule.object(Locale.class, (value, to) -> {
                    to.put(value.toLanguageTag());
                    // A tag leaves out a variant that is not well-formed.
                    to.put(value.getVariant());
                }),
                Rule.object(Charset.class, (value, to) -> to.put(value.name())),
                Rule.object(Class.class, JdkValues::put));
    }

    private static List<Rule> instantsAndAmounts() {
        return List.of(
                Rule.object(Instant.class, (value, to) -> {
                    to.put(value.getEpochSecond());
                    to.put(value.getNano());
                }),
                Rule.object(Duration.class, (value, to) -> {
                    to.put(value.getSeconds());
                    to.put(value.getNano());
                }),
                Rule.object(Period.class, (value, to) -> {
                    to.put(value.getYears());
                    to.put(value.getMonths());
                    to.put(value.getDays());
                }));
    }

    private static List<Rule> localTimes() {
        return List.of(
                Rule.object(LocalDate.class, (value, to) -> to.put(value.toEpochDay())),
                Rule.object(LocalTime.class, (value, to) -> to.put(value.toNanoOfDay())),
                Rule.object(LocalDateTime.class, (value, to) -> {
                    to.value(value.toLocalDate());
                    to.value(value.toLocalTime());
                }),
                Rule.object(Year.class, (value, to) -> to.put(value.getValue())),
                Rule.object(YearMonth.class, (value, to) -> {
                    to.put(value.getYear());
                    to.put(value.getMonthValue());
                }),
                Rule.object(MonthDay.class, (value, to) -> {
                    to.put(value.getMonthValue());
                    to.put(value.getDayOfMonth());
                }));
    }

    private static List<Rule> zonedTimes() {
        return List.of(
                Rule.object(ZoneId.class, (value, to) -> to.put(value.getId())),
                Rule.object(ZoneOffset.class, (value, to) -> to.put(value.getTotalSeconds())),
                Rule.object(OffsetTime.class, (value, to) -> {
                    to.value(value.toLocalTime());
                    to.value(value.getOffset());
                }),
                Rule.object(OffsetDateTime.class, (value, to) -> {
                    to.value(value.toLocalDateTime());
                    to.value(value.getOffset());
                }),
                // The offset tells the two hours apart that a clock shows twice in autumn.
                Rule.object(ZonedDateTime.class, (value, to) -> {
                    to.value(value.toLocalDateTime());
                    to.value(value.getOffset());
                    to.value(value.getZone());
                }));
    }

    private static void put(Class<?> type, Encoder to) {
        if (type.isHidden()) {
            throw to.refuse("the name of a hidden class differs from run to run. Mark the parameter @Unkeyed.", null);
        }
        to.put(type.getName());
    }
}
