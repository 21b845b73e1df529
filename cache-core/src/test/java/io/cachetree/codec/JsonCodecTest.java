package io.cachetree.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cachetree.codec.internal.Tolerance;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;

class JsonCodecTest {

    private final JsonFormat format = new JsonFormat();

    enum Stain {
        DAPI,
        GFP {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Cell(int id, @Nullable String label, double area, char mark, Optional<Stain> stain) {
        boolean isEmpty() {
            return area == 0;
        }

        int getIndex() {
            return id - 1;
        }
    }

    record Pair<A, B>(A first, B second) {}

    record Nothing() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sparse(@Nullable String text, int number) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Box.class, name = "box")
    })
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Box(double width, double height) implements Shape {}

    static final class Person {
        private final String name;
        private final int age;

        public Person(String name, int age) {
            this.name = name;
            this.age = age;
        }

        public String getName() {
            return name;
        }

        public int getAge() {
            return age;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Person person && person.name.equals(name) && person.age == age;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, age);
        }
    }

    record Node(String name, List<Node> children) {}

    record Broken(int value) {
        @Override
        public int value() {
            throw new IllegalStateException("no value");
        }
    }

    @Test
    void recordsComeBack() throws IOException {
        assertComesBack(new Cell(1, null, -0.0, '\0', Optional.of(Stain.GFP)), new TypeReference<>() {});
        assertComesBack(
                new Cell(-1, "ä\uD83D\uDE00\u2028\"\\", Double.NaN, '\uD800', Optional.empty()),
                new TypeReference<>() {});
        assertComesBack(new Nothing(), new TypeReference<>() {});
        assertComesBack(new Sparse(null, 3), new TypeReference<>() {});
        assertComesBack(new Node("a", List.of(new Node("b", List.of()))), new TypeReference<>() {});
        assertComesBack(new Person("Ada", 36), new TypeReference<>() {});
    }

    @Test
    void genericRecordsComeBackWithTheirTypes() throws IOException {
        assertComesBack(
                new Pair<>(List.of(1L), new Pair<>("x", 2.5f)),
                new TypeReference<Pair<List<Long>, Pair<String, Float>>>() {});
        assertComesBack(new Pair<>(new Sparse(null, 1), new Nothing()), new TypeReference<>() {});
    }

    @Test
    void allNumbersSurvive() throws IOException {
        assertComesBack(
                List.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        -0.0,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        0.1),
                new TypeReference<>() {});
        assertComesBack(
                List.of(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f),
                new TypeReference<>() {});
        assertComesBack(List.of(Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1), new TypeReference<>() {});
        assertComesBack(
                List.of(
                        new BigDecimal("1.10"),
                        new BigDecimal("1E+3"),
                        new BigDecimal("12"),
                        new BigDecimal("-0.00"),
                        new BigDecimal("1E-400")),
                new TypeReference<>() {});
        assertComesBack(List.of(BigInteger.TEN.pow(5000), BigInteger.ONE.negate()), new TypeReference<>() {});
        assertComesBack(List.of((byte) -1), new TypeReference<List<Byte>>() {});
        assertComesBack(List.of(Short.MIN_VALUE), new TypeReference<List<Short>>() {});
    }

    @Test
    void randomFloatingPointNumbersSurvive() throws IOException {
        Random random = new Random(42);
        List<Double> doubles = random.longs(20_000)
                .mapToObj(Double::longBitsToDouble)
                .filter(d -> !d.isNaN())
                .toList();
        List<Float> floats = random.ints(20_000)
                .mapToObj(Float::intBitsToFloat)
                .filter(f -> !f.isNaN())
                .toList();

        assertComesBack(doubles, new TypeReference<>() {});
        assertComesBack(floats, new TypeReference<>() {});
    }

    @Test
    void stringsSurviveWithAnyUnicode() throws IOException {
        assertComesBack(
                List.of("", "\0", "\uD800", "\uDC00\uD800", "a\uDBFF", "\uD83D\uDE00", "\uFFFF\uFEFF", "\r\n\t"),
                new TypeReference<>() {});
        assertComesBack(Map.of("a", "\uDFFF"), new TypeReference<>() {});
    }

    @Test
    void halfOfASurrogatePairInAKeyIsRefused() {
        assertThatThrownBy(() ->
                        codec(new TypeReference<Map<String, Integer>>() {}).write(Map.of("\uD800", 1)))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write the result as JSON at \"Map\": a name in it has half of a surrogate pair."
                        + " Return plain data of the declared types, without cycles.");
    }

    @Test
    void collectionsComeBackInTheirOrder() throws IOException {
        assertComesBack(Arrays.asList("b", null, "a"), new TypeReference<List<@Nullable String>>() {});
        assertComesBack(new ArrayList<>(List.of(3, 1)), new TypeReference<ArrayList<Integer>>() {});
        Set<String> set = comesBack(new LinkedHashSet<>(List.of("z", "a", "m")), new TypeReference<Set<String>>() {});
        assertThat(set).isInstanceOf(LinkedHashSet.class).containsExactly("z", "a", "m");
        assertThat(comesBack(new TreeSet<>(Set.of(10, 9)), new TypeReference<NavigableSet<Integer>>() {}))
                .containsExactly(9, 10);
    }

    @Test
    void mapsComeBackWithTheirKeys() throws IOException {
        Map<String, @Nullable Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("", null);
        assertThat(comesBack(map, new TypeReference<Map<String, @Nullable Integer>>() {})
                        .keySet())
                .containsExactly("z", "");
        assertComesBack(new EnumMap<>(Map.of(Stain.GFP, 1)), new TypeReference<Map<Stain, Integer>>() {});
        assertComesBack(new EnumMap<>(Map.of(Stain.GFP, 1)), new TypeReference<EnumMap<Stain, Integer>>() {});
        assertComesBack(Map.of(-1, 'x'), new TypeReference<>() {});
        assertComesBack(
                new TreeMap<>(Map.of(10L, List.of(true), 9L, List.of())),
                new TypeReference<SortedMap<Long, List<Boolean>>>() {});
        assertComesBack(Map.of(Double.NaN, 1, -0.0, 2, 0.0, 3), new TypeReference<Map<Double, Integer>>() {});
        assertComesBack(Map.of('x', 1f), new TypeReference<>() {});
        assertComesBack(Map.of(true, (short) 1), new TypeReference<>() {});
        assertComesBack(Map.of((byte) 1, (short) 1), new TypeReference<>() {});
        assertComesBack(Map.of((short) 1, 2), new TypeReference<>() {});
        assertComesBack(Map.of(0.1f, 2), new TypeReference<>() {});
        assertComesBack(Map.of(new BigDecimal("1.10"), 2), new TypeReference<>() {});
        assertComesBack(Map.of(BigInteger.TWO, 2), new TypeReference<>() {});
        assertComesBack(Map.of(new UUID(1, 2), URI.create("a:b")), new TypeReference<>() {});
        assertComesBack(Map.of(URI.create("a:b"), 1), new TypeReference<>() {});
    }

    @Test
    void timesComeBack() throws IOException {
        Instant instant = Instant.parse("2026-01-02T03:04:05.123456789Z");
        ZonedDateTime zoned = instant.atZone(ZoneId.of("Europe/Berlin"));
        assertComesBackAlsoAsKey(instant, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(Instant.MAX, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(Instant.EPOCH, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(zoned, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(instant.atZone(ZoneOffset.UTC), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(instant.atZone(ZoneId.of("UTC")), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(
                zoned.toOffsetDateTime(), new TypeReference<OffsetDateTime>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(
                OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(2)), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(LocalDate.MIN, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(LocalDateTime.MAX, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(LocalTime.MIDNIGHT, new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(Duration.ofSeconds(-1, 5), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(
                Duration.ofSeconds(Long.MIN_VALUE, 5), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(Period.of(1, -2, 30), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(Year.of(-5), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBack(YearMonth.of(12345, 2), new TypeReference<>() {});
        assertComesBackAlsoAsKey(YearMonth.of(2026, 2), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(MonthDay.of(2, 29), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(ZoneId.of("Europe/Berlin"), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(ZoneOffset.ofHours(-3), new TypeReference<>() {}, new TypeReference<>() {});
        assertComesBackAlsoAsKey(DayOfWeek.FRIDAY, new TypeReference<>() {}, new TypeReference<>() {});
    }

    @Test
    void optionalsComeBack() throws IOException {
        assertComesBack(Optional.of(new Circle(1)), new TypeReference<Optional<Circle>>() {});
        assertComesBack(Optional.empty(), new TypeReference<Optional<Circle>>() {});
        assertComesBack(List.of(Optional.of("a"), Optional.empty()), new TypeReference<List<Optional<String>>>() {});
        assertComesBack(new Pair<>(OptionalInt.empty(), OptionalLong.of(1)), new TypeReference<>() {});
        assertComesBack(OptionalInt.of(7), new TypeReference<>() {});
        assertComesBack(OptionalLong.empty(), new TypeReference<>() {});
        assertComesBack(OptionalDouble.of(Double.NaN), new TypeReference<>() {});
        assertComesBack(OptionalDouble.of(-0.0), new TypeReference<>() {});
    }

    @Test
    void sealedTypesComeBackByName() throws IOException {
        assertComesBack(List.of(new Circle(1), new Box(2, 3)), new TypeReference<List<Shape>>() {});
        assertComesBack(new Circle(1), new TypeReference<Shape>() {});
        assertComesBack(new Circle(1), new TypeReference<Circle>() {});
        assertComesBack(new Pair<Shape, Shape[]>(new Box(1, 2), new Shape[0]).first(), new TypeReference<Shape>() {});
    }

    @Test
    void arraysComeBack() throws IOException {
        assertComesBack(new String[] {"a", "\uD800"}, new TypeReference<String[]>() {});
        assertComesBack(new Shape[] {new Circle(1)}, new TypeReference<Shape[]>() {});
        assertComesBack(new double[][][] {{{Double.NaN}, {}}}, new TypeReference<double[][][]>() {});
        assertComesBack(new byte[][][] {{{-1, 0}}}, new TypeReference<byte[][][]>() {});
        assertComesBack(new char[][][] {{{'\uD800', 'a'}}}, new TypeReference<char[][][]>() {});
        assertComesBack(new boolean[][][] {{{true}}}, new TypeReference<boolean[][][]>() {});
        assertComesBack(new float[][][] {{{Float.NaN, -0.0f}}}, new TypeReference<float[][][]>() {});
        assertComesBack(new Double[][] {{1.0}}, new TypeReference<Double[][]>() {});
    }

    @Test
    void isWrittenForPeople() {
        assertThat(new String(
                        codec(new TypeReference<Pair<List<Integer>, Map<String, Cell>>>() {})
                                .write(new Pair<>(
                                        List.of(1, 2),
                                        new HashMap<>(Map.of("a", new Cell(1, "ä", 0.5, 'x', Optional.empty()))))),
                        UTF_8))
                .isEqualTo("""
                        {
                          "first": [ 1, 2 ],
                          "second": {
                            "a": {
                              "id": 1,
                              "label": "ä",
                              "area": 0.5,
                              "mark": "x",
                              "stain": null
                            }
                          }
                        }""");
    }

    @Test
    void readsNothingButTheDeclaredType() {
        assertUnreadable("{\"text\": null, \"number\": 1, \"more\": 2}", "more");
        assertUnreadable("{\"number\": 1}", "text");
        assertUnreadable("{\"text\": null}", "number");
        assertUnreadable("{\"text\": null, \"number\": null}", "null");
        assertUnreadable("{\"text\": null, \"number\": 1, \"number\": 2}", "Duplicate");
        assertUnreadable("{\"text\": null, \"number\": \"1\"}", "coerce");
        assertUnreadable("{\"text\": null, \"number\": 1.5}", "1.5");
        assertUnreadable("{\"text\": 5, \"number\": 1}", "coerce");
        assertUnreadable("{\"text\": null, \"number\": 1} true", "Trailing");
        assertUnreadable("[", "Array");
        assertUnreadable("{", "end-of-input");
        assertUnreadable("", "No content");
        assertUnreadable("[".repeat(100_000), "");
    }

    @Test
    void deepNestingIsRefusedWhenReading() {
        JsonCodec<Node> nodes = codec(new TypeReference<>() {});
        String json = "{\"name\":\"\",\"children\":[".repeat(100_000);

        assertThatThrownBy(() -> nodes.read(json.getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void cycleIsRefusedWithItsPlace() {
        List<Node> children = new ArrayList<>();
        Node cycle = new Node("a", children);
        children.add(cycle);

        assertThatThrownBy(() -> codec(new TypeReference<Node>() {}).write(cycle))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot write the result as JSON at \"Node.children[0].children[0].")
                .hasMessageContaining("nesting depth")
                .hasMessageEndingWith("Return plain data of the declared types, without cycles.");
    }

    static class Animal {
        public int legs = 4;
    }

    record Owner(Animal animal) {}

    static final class Dog extends Animal {
        public String name = "Rex";
    }

    @Test
    void undeclaredSubclassIsRefused() {
        String why = "it is a %s, and declared is %s.".formatted(Dog.class.getName(), Animal.class.getName());

        assertThatThrownBy(() -> codec(new TypeReference<Animal>() {}).write(new Dog()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("at \"Animal.legs\": " + why);
        assertThatThrownBy(() -> codec(new TypeReference<List<Animal>>() {}).write(List.of(new Animal(), new Dog())))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("at \"List[1].legs\": " + why);
    }

    @Test
    void undeclaredSubclassInAPropertyIsFoundWhenItIsRead() {
        JsonCodec<Owner> owners = codec(new TypeReference<>() {});

        assertThatThrownBy(() -> owners.read(owners.write(new Owner(new Dog()))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"name\"");
    }

    @Test
    void failingAccessorIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> codec(new TypeReference<List<Broken>>() {}).write(List.of(new Broken(1))))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write the result as JSON at \"List[0].value\": no value."
                        + " Return plain data of the declared types, without cycles.");
    }

    private void assertUnreadable(String json, String why) {
        assertThatThrownBy(() -> codec(new TypeReference<Sparse>() {}).read(json.getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot read JSON as ")
                .hasMessageContaining(why);
    }

    private <T> void assertComesBackAlsoAsKey(T value, TypeReference<T> type, TypeReference<Map<T, T>> map)
            throws IOException {
        assertComesBack(value, type);
        assertComesBack(Map.of(value, value), map);
    }

    private <T> void assertComesBack(T value, TypeReference<? super T> type) throws IOException {
        assertThat((Object) comesBack(value, type)).isEqualTo(value);
    }

    @SuppressWarnings("unchecked")
    private <T> T comesBack(T value, TypeReference<? super T> type) throws IOException {
        JsonCodec<Object> codec = codec((TypeReference<Object>) type);
        return (T) codec.read(codec.write(value));
    }

    private <T> JsonCodec<T> codec(TypeReference<T> type) {
        JavaType resolved = format.resolve(type.getType());
        new JsonTypeCheck(type.getType(), format.mapper()).check(resolved);
        return new JsonCodec<>(resolved, format.mapper(), Tolerance.NONE);
    }
}
