package io.cachetree.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import io.cachetree.codec.NoCodecException;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of several parts, each of which has a codec of its own. */
@SuppressWarnings("ArrayRecordComponent") // compared part by part
class PartsTest {

    record Segmented(double[][] field, @Nullable BufferedImage plot, double threshold, List<String> tags) {}

    record Pair<A, B>(A first, B second) {}

    record Histogram(double[] counts, double width) {}

    record Noted<T>(Optional<T> note, int[] ids) {}

    record Plain(String name, double width, @Nullable Plain next) {}

    record Chain(int[] ids, @Nullable Chain next) {}

    record Renamed(@JsonProperty("values") int[] ids) {}

    record Twins(int[] field, int[] FIELD) {}

    record Device(int[] aux) {}

    record Told(int[] result, int[] log, int[] error, int[] logs) {}

    record Open(BufferedImage image, Object any) {}

    /** Declares generic types. */
    interface Declared {
        Map<String, int[]> arrays();

        Map<String, Map<String, int[]>> maps();

        Map<String, Integer> numbers();

        Pair<Histogram, String> pair();

        Pair<Thing, int[]> things();

        Noted<String> noted();
    }

    /** What a codec of the test knows. */
    record Thing(String text) {}

    @TempDir
    private Path temp;

    private int entries;

    private CodecEntry entry() throws IOException {
        return CodecEntry.in(Files.createDirectory(temp.resolve("entry-" + entries++)));
    }

    private static Type type(String method) throws NoSuchMethodException {
        return Declared.class.getDeclaredMethod(method).getGenericReturnType();
    }

    @SuppressWarnings("unchecked") // found by that very type
    private static Codec<Object> codec(Type type, CodecProvider... providers) {
        return (Codec<Object>) Codecs.of(List.of(providers)).codecFor(type);
    }

    private static String json(CodecEntry entry) throws IOException {
        return new String(entry.json(), UTF_8);
    }

    private static List<String> files(CodecEntry entry) throws IOException {
        return entry.files().stream().sorted().toList();
    }

    private static Segmented segmented(double last) {
        BufferedImage plot = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        return new Segmented(new double[][] {{1, last}}, plot, 0.4, List.of("a", "b"));
    }

    @Test
    void eachPartIsAFileOrStandsInTheJson() throws IOException {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(Segmented.class);

        codec.encode(segmented(2), entry);

        assertThat(codec.id()).isEqualTo("parts");
        assertThat(files(entry)).containsExactly("field.npy", "plot.png");
        assertThat(json(entry)).isEqualTo("""
                {
                  "field": {
                    "file": "field.npy"
                  },
                  "plot": {
                    "file": "plot.png"
                  },
                  "threshold": 0.4,
                  "tags": [ "a", "b" ]
                }""");
    }

    @Test
    void partThatIsNullHasNoFile() throws IOException {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(Segmented.class);

        codec.encode(new Segmented(new double[0][], null, 1, List.of()), entry);

        assertThat(json(entry)).contains("\"plot\": null");
        assertThat(files(entry)).containsExactly("field.npy");
        assertThat(((Segmented) codec.decode(entry)).plot()).isNull();
    }

    @Test
    void recordOfPlainDataIsJsonAsEver() throws IOException {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(Plain.class);

        codec.encode(new Plain("a", 1, new Plain("b", 2, null)), entry);

        assertThat(codec.id()).isEqualTo("json");
        assertThat(json(entry)).isEqualTo("""
                {
                  "name": "a",
                  "width": 1.0,
                  "next": {
                    "name": "b",
                    "width": 2.0,
                    "next": null
                  }
                }""");
    }

    @Test
    void entryOfTheTimeBeforePartsIsStillRead() throws IOException {
        CodecEntry entry = entry();
        entry.json("{\"counts\": [1.0, 2.0], \"width\": 0.5}".getBytes(UTF_8));
        Codec<Object> codec = codec(Histogram.class);

        assertThat(codec.id()).isEqualTo("parts");
        assertThat(codec.reader("json").orElseThrow().decode(entry))
                .usingRecursiveComparison()
                .isEqualTo(new Histogram(new double[] {1, 2}, 0.5));
        assertThat(codec.reader("parts").orElseThrow().id()).isEqualTo("parts");
        assertThat(codec.reader("npy")).isEmpty();
        assertThat(codec(Segmented.class).reader("json")).isEmpty();
    }

    @Test
    void partsOfPartsAreInDirectories() throws Exception {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(type("pair"));

        codec.encode(new Pair<>(new Histogram(new double[] {1}, 2), "text"), entry);

        assertThat(files(entry)).containsExactly("first/counts.npy");
        assertThat(json(entry)).isEqualTo("""
                {
                  "first": {
                    "counts": {
                      "file": "first/counts.npy"
                    },
                    "width": 2.0
                  },
                  "second": "text"
                }""");
    }

    @Test
    void mapKeepsItsOrderAndItsKeysAreNames() throws Exception {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(type("maps"));
        Map<String, Map<String, int[]>> value = new LinkedHashMap<>();
        value.put("z", Map.of("b.c", new int[] {1}));
        value.put("a", Map.of());
        value.put("z.b", Map.of("c", new int[] {2}));

        codec.encode(value, entry);

        assertThat(files(entry)).containsExactly("z.b/c.npy", "z/b.c.npy");
        assertThat(codec.decode(entry)).usingRecursiveComparison().isEqualTo(value);
        assertThat(((Map<?, ?>) codec.decode(entry)).keySet()).hasToString("[z, a, z.b]");
        assertThat(codec(type("numbers")).id()).isEqualTo("json");
    }

    @Test
    void keyThatIsNoFileNameIsRefusedBeforeAnythingIsWritten() throws Exception {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(type("arrays"));
        Map<String, int[]> value = new LinkedHashMap<>();
        value.put("fine", new int[0]);
        value.put("../x", new int[0]);

        assertThatThrownBy(() -> codec.encode(value, entry))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write the result: the key \"../x\" of the map cannot be the name of a file. "
                        + "Use 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-', and no name that Windows reserves.");
        assertThat(files(entry)).isEmpty();
    }

    @Test
    void keysOfOneFileAreRefused() throws Exception {
        Codec<Object> codec = codec(type("arrays"));
        Map<String, int[]> value = new LinkedHashMap<>();
        value.put("a", new int[0]);
        value.put("A", new int[0]);

        assertThatThrownBy(() -> codec.encode(value, entry()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write the result: the keys \"a\" and \"A\" of the map would be the same file where "
                        + "the case of letters does not count. Rename one of them.");
    }

    @Test
    void keyFromDataIsNoWayOut() throws Exception {
        CodecEntry entry = entry();
        entry.json("{\"../entry\": null}".getBytes(UTF_8));

        assertThatThrownBy(() -> codec(type("arrays")).decode(entry))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read the result: \"../entry\" is no name of a part.");
    }

    @Test
    void componentsThatCannotBeFilesAreRefusedBeforeTheStepRuns() {
        assertThatThrownBy(() -> codec(Twins.class))
                .isInstanceOf(NoCodecException.class)
                .hasMessage("No codec for \"%s\": its components \"field\" and \"FIELD\" would be the same file where "
                                .formatted(Twins.class.getName())
                        + "the case of letters does not count. Rename one of them.");
        assertThatThrownBy(() -> codec(Device.class))
                .isInstanceOf(NoCodecException.class)
                .hasMessageContaining("its component \"aux\" cannot be the name of a file. Use 1 to 100 of A-Z");
        assertThatThrownBy(() -> codec(Open.class))
                .isInstanceOf(NoCodecException.class)
                .hasMessage("No codec for \"%s\": of its part \"any\", \"Object\" could be any object. "
                                .formatted(Open.class.getName())
                        + "Declare the exact type.");
    }

    @Test
    void recordThatHoldsItselfOrIsJacksonsIsJson() {
        assertThat(codec(Chain.class).id()).isEqualTo("json");
        assertThat(codec(Renamed.class).id()).isEqualTo("json");
    }

    /** Writes two files, of which one has a name that other parts may have. */
    private static final class Things implements Codec<Thing> {

        @Override
        public String id() {
            return "things";
        }

        @Override
        public void encode(Thing value, Target target) throws IOException {
            target.create(target.name() + ".thing").close();
            Files.writeString(target.directory().resolve(target.name() + ".txt"), value.text());
        }

        @Override
        public Thing decode(Source source) throws IOException {
            return new Thing(Files.readString(source.directory().resolve(source.name() + ".txt")));
        }
    }

    private static final CodecProvider THINGS =
            (type, codecs) -> type == Thing.class ? Optional.of(new Things()) : Optional.empty();

    @Test
    void providersKnowTheTypesOfPartsAsTheyAreDeclared() throws Exception {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(type("things"), THINGS);

        codec.encode(new Pair<>(new Thing("a"), new int[1]), entry);

        assertThat(files(entry)).containsExactly("first.thing", "first.txt", "second.npy");
        assertThat(json(entry)).startsWith("{\n  \"first\": {},\n  \"second\": {");
        assertThat(((Pair<?, ?>) codec.decode(entry)).first()).isEqualTo(new Thing("a"));
    }

    @Test
    void emptyOptionalOfAGenericRecordComesBackEmpty() throws Exception {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(type("noted"));

        codec.encode(new Noted<>(Optional.<String>empty(), new int[1]), entry);

        assertThat(((Noted<?>) codec.decode(entry)).note()).isEqualTo(Optional.empty());
    }

    @Test
    void refusalNamesThePart() {
        Segmented ragged = new Segmented(new double[][] {{1}, {}}, null, 1, List.of());

        assertThatThrownBy(() -> codec(Segmented.class).encode(ragged, entry()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith(
                        "Part \"field\": Cannot write the result as a NumPy array: row 1 has 0 elements");
    }

    private Optional<String> difference(Codec<Object> codec, Object before, Object now) throws IOException {
        CodecEntry first = entry();
        CodecEntry second = entry();
        codec.encode(before, first);
        codec.encode(now, second);
        return codec.firstDifference(first, second);
    }

    @Test
    void differenceIsThatOfAPartAndNamesIt() throws Exception {
        Codec<Object> codec = codec(Segmented.class);
        Segmented other = new Segmented(segmented(2).field(), segmented(2).plot(), 0.5, List.of());
        Segmented without = new Segmented(segmented(2).field(), null, 0.4, List.of());

        assertThat(difference(codec, segmented(2), segmented(2))).isEmpty();
        assertThat(difference(codec, segmented(2), segmented(3))).contains("field.npy[0, 1]: 2.0 -> 3.0");
        assertThat(difference(codec, segmented(2), other)).contains("$.threshold: 0.4 -> 0.5");
        assertThat(difference(codec, segmented(2), without)).contains("$.plot: a value -> null");
        assertThat(difference(
                        codec(type("things"), THINGS),
                        new Pair<>(new Thing("ab"), new int[1]),
                        new Pair<>(new Thing("aa"), new int[1])))
                .contains("first.txt, byte 1: 62 -> 61");
        assertThat(difference(codec(type("arrays")), Map.of("a", new int[1]), Map.of()))
                .contains("a, it is missing now");
    }

    @Test
    void toleranceForTheWholeIsThatForTheParts() throws IOException {
        Codec<Object> codec = codec(Segmented.class, CodecProvider.tolerant(0.1, Segmented.class));

        assertThat(difference(codec, segmented(2), segmented(2.01))).isEmpty();
        assertThat(difference(codec, segmented(2), segmented(3))).isPresent();
        assertThat(Stream.of(codec(double[][].class)).map(Codec::id)).containsExactly("npy");
    }

    record Length(double meters) {}

    record Size(Length height, @Unit("mm") Length width) {}

    /** Writes the unit that it is told. */
    private static final class LengthCodec implements Codec<Length> {

        @Override
        public String id() {
            return "length";
        }

        @Override
        public void check(Options options) {
            if (options.annotation(Unit.class)
                    .filter(unit -> unit.value().isEmpty())
                    .isPresent()) {
                throw new InvalidStepException("Cannot write a length: its unit is empty. Name one.");
            }
        }

        @Override
        public void encode(Length length, Target target) throws IOException {
            String unit =
                    target.options().annotation(Unit.class).map(Unit::value).orElse("m");
            target.json("{\"unit\":\"%s\",\"meters\":%s}"
                    .formatted(unit, length.meters())
                    .getBytes(UTF_8));
        }

        @Override
        public Length decode(Source source) {
            return new Length(0);
        }
    }

    private static final CodecProvider LENGTHS =
            (type, codecs) -> type == Length.class ? Optional.of(new LengthCodec()) : Optional.empty();

    @Unit("km")
    private static Codec.Options inKilometers() throws NoSuchMethodException {
        return annotatedLike("inKilometers");
    }

    @Unit("")
    private static Codec.Options inNothing() throws NoSuchMethodException {
        return annotatedLike("inNothing");
    }

    private static Codec.Options annotatedLike(String method) throws NoSuchMethodException {
        Method annotated = PartsTest.class.getDeclaredMethod(method);
        Codec.Annotations annotations = new Codec.Annotations() {
            @Override
            public <A extends Annotation> Optional<A> find(Class<A> type) {
                return Optional.ofNullable(annotated.getAnnotation(type));
            }
        };
        return new Codec.Options("size", annotations, CacheOptions.STANDARD);
    }

    @Test
    void annotationOfAComponentGoesBeforeThatOfTheStep() throws Exception {
        CodecEntry entry = entry().with(inKilometers());

        codec(Size.class, LENGTHS).encode(new Size(new Length(2), new Length(1)), entry);

        assertThat(json(entry).replaceAll("\\s", ""))
                .isEqualTo("{\"height\":{\"unit\":\"km\",\"meters\":2.0},\"width\":{\"unit\":\"mm\",\"meters\":1.0}}");
    }

    @Test
    void optionsOfAPartAreCheckedBeforeTheStepRuns() throws NoSuchMethodException {
        Codec.Options empty = inNothing();

        assertThatThrownBy(() -> codec(Size.class, LENGTHS).check(empty))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Part \"height\": Cannot write a length: its unit is empty. Name one.");
        codec(Size.class, LENGTHS).check(Codec.Options.NONE);
    }

    /** The result as a whole, the log and the error of a step have these names already. */
    @Test
    void partsThatAreCalledAsTheEntrysOwnFilesStandInADirectoryOfTheirOwn() throws IOException {
        CodecEntry entry = entry();
        Codec<Object> codec = codec(Told.class);

        codec.encode(new Told(new int[] {1}, new int[] {2}, new int[] {3}, new int[] {4}), entry);

        assertThat(files(entry)).containsExactly("logs.npy", "result/error.npy", "result/log.npy", "result/result.npy");
        assertThat(codec.decode(entry)).isInstanceOfSatisfying(Told.class, told -> {
            assertThat(told.result()).containsExactly(1);
            assertThat(told.log()).containsExactly(2);
            assertThat(told.error()).containsExactly(3);
            assertThat(told.logs()).containsExactly(4);
        });
    }
}
