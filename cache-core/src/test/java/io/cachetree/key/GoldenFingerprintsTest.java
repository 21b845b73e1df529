package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds fingerprints and keys as they are: if one of these changes, every cache in the world is stale, and the format
 * byte of the key has to change with it.
 */
class GoldenFingerprintsTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    Path directory;

    @AfterEach
    void restoreTheDefaults() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void areWhatTheyWere() throws IOException {
        assertThat(actual()).isEqualTo(golden());
    }

    @Test
    void doNotDependOnLocaleAndTimeZone() throws IOException {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

        assertThat(actual()).isEqualTo(golden());
    }

    private String actual() throws IOException {
        Fingerprints fingerprints = Fingerprints.of(List.of());
        Map<String, String> lines = new LinkedHashMap<>();
        values().forEach((name, value) -> lines.put(name, fingerprints.of(value).hex()));
        KeyPart scan = new KeyPart(KeyPart.Kind.PARAMETER, "scan", fingerprints.of("scan"), "");
        KeyPart scale = new KeyPart(KeyPart.Kind.FIELD, "org.lab.CellDensity.scale", fingerprints.of(2.0), "");
        StepId step = StepId.parse("org.lab.CellDensity.measure(Lorg/lab/Image;D)Lorg/lab/Density;");
        lines.put(
                "key",
                CacheKey.of(step, CodeDigest.parse("version:2"), List.of(scan, scale))
                        .hex());
        lines.put(
                "key without parts",
                CacheKey.of(step, CodeDigest.parse("class:00ff"), List.of()).hex());
        return lines.entrySet().stream()
                .map(line -> line.getValue() + "  " + line.getKey() + "\n")
                .collect(Collectors.joining());
    }

    private static String golden() throws IOException {
        try (InputStream in = GoldenFingerprintsTest.class.getResourceAsStream("fingerprints.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Map<String, @Nullable Object> values() throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        putScalars(values);
        putArrays(values);
        putStructures(values);
        putJdkValues(values);
        putFiles(values);
        return values;
    }

    private static void putScalars(Map<String, @Nullable Object> values) {
        values.put("null", null);
        values.put("boolean true", true);
        values.put("byte -1", (byte) -1);
        values.put("short 258", (short) 258);
        values.put("char ä", 'ä');
        values.put("int 1", 1);
        values.put("long 1", 1L);
        values.put("float 0.5", 0.5f);
        values.put("double 0.5", 0.5);
        values.put("double -0.0", -0.0);
        values.put("double NaN", Double.NaN);
        values.put("string empty", "");
        values.put("string title Iiİı", "Iiİı");
        values.put("string of 10000", "0123456789".repeat(1000));
    }

    private static void putArrays(Map<String, @Nullable Object> values) {
        values.put("boolean[]", new boolean[] {true, false});
        values.put("byte[]", new byte[] {1, 2, 3});
        values.put("short[]", new short[] {1, -2});
        values.put("char[]", new char[] {'a', 'ß'});
        values.put("int[]", new int[] {1, -2});
        values.put("long[]", new long[] {1, -2});
        values.put("float[]", new float[] {1, -0f, Float.NaN});
        values.put("double[]", new double[] {1, -0.0, Double.NaN});
        values.put("float[3][5000]", new float[3][5000]);
        values.put("String[]", new String[] {"a", "b"});
    }

    private static void putStructures(Map<String, @Nullable Object> values) {
        values.put("enum", Mode.OTSU);
        values.put("record", new Options(0.4, Mode.OTSU, List.of("a"), null));
        values.put("list", List.of(1, "a", List.of()));
        values.put("queue", new ArrayDeque<>(List.of(1, 2)));
        values.put("set", Set.of("a", "b", "c"));
        values.put("map", Map.of("a", 1, "b", 2, "c", 3));
        values.put("Optional", Optional.of("a"));
        values.put("OptionalInt", OptionalInt.of(1));
        values.put("OptionalLong", OptionalLong.of(1));
        values.put("OptionalDouble", OptionalDouble.of(1));
        values.put("class", Map.Entry.class);
        Implementation otsu = new Implementation("org.lab.Otsu", "plugins 1.0", List.of());
        values.put(
                "implementation",
                new Implementation("org.lab.Service", "", List.of(new Implementation.Field("thresholder", otsu))));
    }

    private static void putJdkValues(Map<String, @Nullable Object> values) {
        LocalDateTime time = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 1);
        values.put("BigInteger", new BigInteger("-123456789012345678901234567890"));
        values.put("BigDecimal", new BigDecimal("-1.50"));
        values.put("UUID", new UUID(1, 2));
        values.put("URI", URI.create("s3://bucket/runs/mouse-12"));
        values.put("Locale", Locale.forLanguageTag("de-CH-1996"));
        values.put("Charset", StandardCharsets.ISO_8859_1);
        values.put("Instant", Instant.ofEpochSecond(-1, 5));
        values.put("Duration", Duration.ofNanos(-1));
        values.put("Period", Period.of(1, -2, 3));
        values.put("LocalDateTime", time);
        values.put("OffsetTime", OffsetTime.of(time.toLocalTime(), ZoneOffset.ofHours(-3)));
        values.put("OffsetDateTime", time.atOffset(ZoneOffset.ofHoursMinutes(5, 45)));
        values.put("ZonedDateTime", time.atZone(ZoneId.of("Europe/Berlin")).withLaterOffsetAtOverlap());
        values.put("Year", Year.of(2026));
        values.put("YearMonth", YearMonth.of(2026, 10));
        values.put("MonthDay", MonthDay.of(2, 29));
    }

    private void putFiles(Map<String, @Nullable Object> values) throws IOException {
        Path run = directory.resolve("run");
        Files.createDirectories(run.resolve("empty"));
        Files.writeString(run.resolve("scan.tif"), "pixels");
        Files.writeString(run.resolve("log.txt"), "");
        values.put("file", run.resolve("scan.tif"));
        values.put("directory", run);
    }

    enum Mode {
        OTSU
    }

    record Options(
            double threshold,
            Mode mode,
            List<String> channels,
            @Nullable String note) {}
}
