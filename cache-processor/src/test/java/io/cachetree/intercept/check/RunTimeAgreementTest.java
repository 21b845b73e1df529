package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.codec.Codecs;
import io.cachetree.codec.NoCodecException;
import io.cachetree.key.Fingerprints;
import io.cachetree.key.UnkeyableValueException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler refuses what the run time refuses, for the same reason, and nothing else. */
class RunTimeAgreementTest {

    private static final List<String> RESULTS = List.of(
            "int",
            "void",
            "Void",
            "boolean[]",
            "char[]",
            "double[][]",
            "float[][][]",
            "String",
            "String[]",
            "Integer",
            "byte[]",
            "Object",
            "Object[]",
            "Number",
            "CharSequence",
            "StringBuilder",
            "Thread",
            "Thread.State",
            "Class<?>",
            "Class<String>",
            "Runnable",
            "AutoCloseable",
            "InputStream",
            "Reader",
            "File",
            "Path",
            "Path[]",
            "List<Path>",
            "Set<Path>",
            "Optional<Path>",
            "List<String>",
            "List",
            "List<Object>",
            "List<?>",
            "List<? extends Number>",
            "ArrayList<Integer>",
            "LinkedList<Integer>",
            "Collection<String>",
            "Queue<String>",
            "Deque<String>",
            "ArrayDeque<String>",
            "Set<Integer>",
            "SortedSet<Integer>",
            "NavigableSet<Integer>",
            "TreeSet<Integer>",
            "HashSet<String>",
            "LinkedHashSet<String>",
            "EnumSet<Thread.State>",
            "Map<String, Integer>",
            "SortedMap<String, Integer>",
            "NavigableMap<String, Integer>",
            "TreeMap<String, Integer>",
            "HashMap<String, Integer>",
            "LinkedHashMap<String, Integer>",
            "ConcurrentMap<String, Integer>",
            "ConcurrentHashMap<String, Integer>",
            "EnumMap<Thread.State, Integer>",
            "Map<Integer, String>",
            "Map<Thread.State, String>",
            "Map<java.time.LocalDate, String>",
            "Map<List<String>, String>",
            "Map<Object, String>",
            "Map<String, Object>",
            "Map",
            "Map<String, Stream<String>>",
            "Map.Entry<String, Integer>",
            "List<Map.Entry<String, Integer>>",
            "Iterator<String>",
            "Iterable<String>",
            "Stream<String>",
            "IntStream",
            "List<Stream<String>>",
            "Future<String>",
            "ExecutorService",
            "Optional<String>",
            "Optional<Optional<String>>",
            "Optional<List<Optional<String>>>",
            "Optional",
            "OptionalInt",
            "OptionalLong",
            "OptionalDouble",
            "UUID",
            "URI",
            "URL",
            "Locale",
            "Random",
            "Scanner",
            "Properties",
            "BitSet",
            "java.util.Date",
            "Calendar",
            "TimeZone",
            "Currency",
            "java.util.regex.Pattern",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Instant",
            "java.time.Duration",
            "java.time.Period",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.MonthDay",
            "java.time.ZoneId",
            "java.time.ZoneOffset",
            "java.time.DayOfWeek",
            "java.time.Clock",
            "java.nio.ByteBuffer",
            "java.nio.charset.Charset",
            "java.awt.image.BufferedImage",
            "List<java.awt.image.BufferedImage>",
            "java.awt.Color",
            "java.util.concurrent.atomic.AtomicInteger",
            "Supplier<String>",
            "Exception",
            "List<int[]>",
            "Map<String, double[]>",
            "Map<String, Path>",
            "Map<Integer, Path>",
            "SortedMap<String, Path>",
            "Map<String, List<Path>>",
            "Map<String, Set<Path>>",
            "Map<String, Map<String, java.awt.image.BufferedImage>>",
            "Map<String, List<java.awt.image.BufferedImage>>",
            "Map<String, Map<String, Object>>",
            "List<List<Map<String, Set<Integer>>>>",
            "List<String>[]",
            "Vector<String>",
            "Stack<String>",
            "PriorityQueue<String>",
            "BlockingQueue<String>",
            "CopyOnWriteArrayList<String>",
            "AbstractList<String>",
            "Integer[][]",
            "Enum<?>",
            "java.time.temporal.Temporal",
            "TreeMap<Thread, String>");

    @TempDir
    private Path classes;

    @Test
    void resultsThatTheCompilerRefusesHaveNoCodec() throws Exception {
        StringBuilder source = new StringBuilder("public class Source {\n");
        for (int i = 0; i < RESULTS.size(); i++) {
            source.append("@Cached %s step%d() { throw new Error(); }\n".formatted(RESULTS.get(i), i));
        }
        Compilation javac = new Compilation(classes);
        Map<String, String> said = new LinkedHashMap<>();
        javac.compile(source + "}").forEach(found -> said.put(step(found.message()), found.message()));
        new Compilation(classes).with("-proc:none").compile(source + "}");
        SoftAssertions together = new SoftAssertions();
        for (int i = 0; i < RESULTS.size(); i++) {
            String name = "step" + i;
            Type type = javac.load("Source").getDeclaredMethod(name).getGenericReturnType();
            String prefix = "[CT040] Cannot cache the step Source.%s: ".formatted(name);
            together.assertThat(Optional.ofNullable(said.get(name)).map(each -> each.substring(prefix.length())))
                    .as(RESULTS.get(i))
                    .isEqualTo(whyNot(type));
        }
        together.assertAll();
    }

    private static Optional<String> whyNot(Type type) {
        try {
            Codecs.of(List.of()).codecFor(type);
            return Optional.empty();
        } catch (NoCodecException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static String step(String message) {
        return message.replaceFirst("(?s).*Source\\.(step\\d+).*", "$1");
    }

    /** Types of parameters with values that they may have. */
    private static Map<String, Supplier<Object>> inputs() {
        Map<String, Supplier<Object>> inputs = new LinkedHashMap<>();
        inputs.put("int", () -> 1);
        inputs.put("Character", () -> 'x');
        inputs.put("String", () -> "x");
        inputs.put("List<String>", () -> List.of("x"));
        inputs.put("ArrayList<int[]>", () -> new ArrayList<>(List.of(new int[] {1})));
        inputs.put("Set<Optional<Double>>", () -> Set.of(Optional.of(1.0)));
        inputs.put("Map<String, Long>", () -> Map.of("x", 1L));
        inputs.put("TreeMap<String, Long>", () -> new TreeMap<>(Map.of("x", 1L)));
        inputs.put("Map.Entry<String, Long>", () -> Map.entry("x", 1L));
        inputs.put("ArrayDeque<String>", () -> new ArrayDeque<>(List.of("x")));
        inputs.put("OptionalInt", () -> OptionalInt.of(1));
        inputs.put("java.math.BigInteger", () -> BigInteger.ONE);
        inputs.put("java.math.BigDecimal", () -> BigDecimal.ONE);
        inputs.put("UUID", () -> new UUID(1, 2));
        inputs.put("URI", () -> URI.create("a:b"));
        inputs.put("Locale", () -> Locale.ROOT);
        inputs.put("java.nio.charset.Charset", () -> StandardCharsets.UTF_8);
        inputs.put("Class<?>", () -> String.class);
        inputs.put("Path", () -> Path.of(System.getProperty("java.home"), "release"));
        inputs.put("java.time.DayOfWeek", () -> DayOfWeek.MONDAY);
        inputs.put("java.time.Duration", () -> Duration.ZERO);
        inputs.put("java.time.Instant", () -> Instant.EPOCH);
        inputs.put("java.time.LocalDate", () -> LocalDate.EPOCH);
        inputs.put("java.time.MonthDay", () -> MonthDay.of(1, 1));
        inputs.put("java.time.OffsetDateTime", () -> OffsetDateTime.MIN);
        inputs.put("java.time.Period", () -> Period.ZERO);
        inputs.put("java.time.YearMonth", () -> YearMonth.of(1, 1));
        inputs.put("java.time.ZoneId", () -> ZoneId.of("Europe/Berlin"));
        inputs.put("java.time.ZonedDateTime", () -> ZonedDateTime.of(1, 1, 1, 1, 1, 1, 1, ZoneId.of("UTC")));
        inputs.put("Thread", Thread::currentThread);
        inputs.put("File", () -> new File("x"));
        inputs.put("ByteArrayInputStream", () -> new ByteArrayInputStream(new byte[0]));
        inputs.put("StringReader", () -> new StringReader(""));
        inputs.put("Iterator<String>", () -> List.of("x").iterator());
        inputs.put("Stream<String>", () -> Stream.of("x"));
        inputs.put("IntStream", () -> IntStream.of(1));
        inputs.put("ForkJoinPool", ForkJoinPool::commonPool);
        inputs.put("StringBuilder", StringBuilder::new);
        inputs.put("java.awt.image.BufferedImage", () -> new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        inputs.put("java.util.regex.Pattern", () -> java.util.regex.Pattern.compile("x"));
        return inputs;
    }

    @Test
    void inputsThatTheCompilerRefusesHaveNoFingerprint() throws Exception {
        Fingerprints fingerprints = Fingerprints.of(List.of());
        for (Map.Entry<String, Supplier<Object>> each : inputs().entrySet()) {
            List<String> said = new Compilation(classes)
                            .compile("public class Source { @Cached int step(%s x) { return 1; } }"
                                    .formatted(each.getKey()))
                            .stream()
                            .map(found -> found.message().replaceFirst(".*of step \"Source\\.step\": ", ""))
                            .toList();
            assertThat(said)
                    .as(each.getKey())
                    .isEqualTo(refusal(fingerprints, each.getValue().get()));
        }
    }

    private static List<String> refusal(Fingerprints fingerprints, Object value) {
        try {
            fingerprints.of(value);
            return List.of();
        } catch (UnkeyableValueException e) {
            return List.of(String.valueOf(e.getMessage()).replace("Cannot fingerprint the value: ", ""));
        }
    }
}
