package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.internal.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that cannot be stored. */
class ResultCheckTest {

    private static final String OR_CODEC = " Return a record of plain data, or register a CodecProvider.";

    @TempDir
    private Path root;

    private CheckTester javac;

    @BeforeEach
    void start() {
        javac = new CheckTester(root);
    }

    private static String result(String type) {
        return "public class Source<T> {\n    @Cached public %s step() { return null; }\n}".formatted(type);
    }

    private static String source(String type, String members) {
        return "public class Source {\n    @Cached %s step() { return null; }\n    %s\n}".formatted(type, members);
    }

    private static String cannot(String type) {
        return "Cannot cache the step Source.step: No codec for \"%s\": ".formatted(type);
    }

    @Test
    void liveResult() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/messages/return-type-without-codec.txt")) {
            String atRunTime = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
            javac.finds(Rule.LIVE_RESULT, atRunTime.replace("Steps.noCodec", "Source.step"), result("§AutoCloseable"));
        }
        javac.isClean(result("String"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stream<String>",
                "IntStream",
                "Iterator<String>",
                "InputStream",
                "Thread",
                "Future<String>",
                "ExecutorService",
                "ScheduledFuture<String>",
                "Scanner"
            })
    void liveResultOfTheJdk(String type) {
        assertThat(javac.compile(result(type)))
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .startsWith("[CT040] Cannot cache the step Source.step")
                        .endsWith("which ends with this process." + OR_CODEC));
    }

    @Test
    void liveResultInsideOfOtherTypes() {
        javac.finds(
                Rule.LIVE_RESULT,
                cannot("java.util.Map<java.lang.String, java.util.List<java.util.stream.Stream<java.lang.String>>>")
                        + "\"Map[][]\" is a java.util.stream.Stream, which ends with this process." + OR_CODEC,
                result("Map§<String, List<Stream<String>>>"));
        javac.finds(
                Rule.LIVE_RESULT,
                cannot("java.io.InputStream[]")
                        + "\"InputStream[][]\" is a java.io.InputStream, which ends with this process." + OR_CODEC,
                result("InputStream§[]"));
        javac.finds(
                Rule.RESULT_PERHAPS_WITHOUT_CODEC,
                "Perhaps cannot cache the step Source.step: No codec for \"Source$Report\": \"Report.lines\" is a "
                        + "java.util.stream.Stream, which ends with this process." + OR_CODEC,
                source("§Report", "record Report(Stream<String> lines) {}"));
        javac.isClean(source("Report", "record Report(List<String> lines, Report next) {}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CompletableFuture<String>", "CompletionStage<List<Integer>>", "CompletableFuture<Void>"})
    void valueToComeIsTheValue(String type) {
        javac.isClean(result(type));
    }

    @Test
    void valueToComeIsLookedAt() {
        javac.finds(
                Rule.LIVE_RESULT,
                cannot("java.util.Iterator<java.lang.String>")
                        + "\"Iterator\" is a java.util.Iterator, which ends with this process." + OR_CODEC,
                result("CompletableFuture§<Iterator<String>>"));
        javac.finds(
                Rule.LIVE_RESULT,
                cannot("java.util.Optional<java.util.concurrent.CompletableFuture<java.lang.String>>")
                        + "\"Optional.value\" is a java.util.concurrent.CompletableFuture, which ends with this process."
                        + OR_CODEC,
                result("Optional§<CompletableFuture<String>>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Object | java.lang.Object | \"Object\" could be any object. Declare the exact type.",
                "List | java.util.List | \"List[]\" could be any object. Declare the exact type.",
                "CompletableFuture | java.util.concurrent.CompletableFuture | \"CompletableFuture\" is raw, so that its value could be any object. Declare the exact type.",
                "File | java.io.File | \"File\" is a java.io.File, and files are results of their own. Return a Path or a List<Path> from a step of its own.",
                "StringBuilder | java.lang.StringBuilder | \"StringBuilder\" is a java.lang.StringBuilder, of which CacheTree does not know that it comes back equal. Return a record of plain data, or register a CodecProvider.",
            })
    void resultThatNoCodecKnows(String type, String name, String reason) {
        javac.finds(Rule.RESULT_WITHOUT_CODEC, cannot(name) + reason, result("§" + type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "List§<?> | java.util.List<?> | what \"?\" stands for is not known. Declare the exact type.",
                "List§<? extends Number> | java.util.List<? extends java.lang.Number> | what \"? extends java.lang.Number\" stands for is not known. Declare the exact type.",
                "Map§<Integer, Path> | java.util.Map<java.lang.Integer, java.nio.file.Path> | \"Map[]\" is a java.nio.file.Path, and files are results of their own. Return a Path or a List<Path> from a step of its own.",
                "Map§<List<String>, String> | java.util.Map<java.util.List<java.lang.String>, java.lang.String> | \"Map\" has keys that are no text, numbers or enum constants. Return a list of records.",
                "Optional§<Optional<String>> | java.util.Optional<java.util.Optional<java.lang.String>> | \"Optional\" is an Optional in an Optional, which JSON cannot tell apart. Return a record of plain data, or register a CodecProvider.",
            })
    void typeArgumentThatNoCodecKnows(String type, String name, String reason) {
        javac.finds(Rule.RESULT_WITHOUT_CODEC, cannot(name) + reason, result(type));
    }

    @Test
    void typeVariableOfTheClassMayBeResolvedByTheObject() {
        javac.finds(
                Rule.RESULT_PERHAPS_WITHOUT_CODEC,
                "Perhaps cannot cache the step Source.step: No codec for \"java.util.List<T>\": what \"T\" stands for is not "
                        + "known. Declare the exact type.",
                result("List§<T>"));
        javac.finds(
                Rule.RESULT_WITHOUT_CODEC,
                cannot("java.util.List<X>") + "what \"X\" stands for is not known. Declare the exact type.",
                result("<X> List§<X>"));
    }

    @Test
    void classOfTheAuthorMayHaveACodec() {
        javac.finds(
                Rule.RESULT_PERHAPS_WITHOUT_CODEC,
                "Perhaps cannot cache the step Source.step: No codec for \"Source$Image\": \"Image\" is an abstract type, and "
                        + "nothing says which class to read. Declare the exact type, or annotate it with @JsonTypeInfo(use = NAME) "
                        + "and @JsonSubTypes.",
                source("§Image", "interface Image {}"));
        javac.isClean(source("Image", """
                interface Image {}
                    static class Images implements io.cachetree.codec.CodecProvider {
                        public Optional<io.cachetree.codec.Codec<?>> codecFor(
                            java.lang.reflect.Type type, io.cachetree.codec.Codecs codecs) { return Optional.empty(); }
                    }"""));
        javac.isClean(source("Image", """
                @com.fasterxml.jackson.annotation.JsonTypeInfo(use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.NAME)
                    interface Image {}"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Holder | class Holder {} | \"Holder\" is an inner class, which needs its outer object. Make it static, or a record.",
                "Cells | static class Cells extends ArrayList<String> {} | \"Cells\" is a collection with a class of its own. Return a record that holds a List or Map.",
                "Handle | static class Handle implements Closeable { public void close() {} } | \"Handle\" is a java.lang.AutoCloseable, which ends with this process. Return a record of plain data, or register a CodecProvider.",
            })
    void classOfTheAuthorThatWillNotDo(String type, String members, String reason) {
        javac.finds(
                Rule.RESULT_PERHAPS_WITHOUT_CODEC,
                "Perhaps cannot cache the step Source.step: No codec for \"Source$%s\": %s".formatted(type, reason),
                source("§" + type, members));
    }

    @Test
    void partsOfAResultHaveCodecsOfTheirOwn() {
        javac.isClean(source("Report", """
                record Report(Field field, java.awt.image.BufferedImage plot, double threshold) {}
                    record Field(Map<String, java.awt.image.BufferedImage> planes, List<Path> files, Report next) {}"""));
        javac.isClean(source("Pair<Path, Map<String, Pair<Path, int[]>>>", "record Pair<A, B>(A first, B second) {}"));
        javac.finds(
                Rule.RESULT_PERHAPS_WITHOUT_CODEC,
                "Perhaps cannot cache the step Source.step: No codec for \"Source$Report\": of its part "
                        + "\"field\", of its part \"planes\", each \"BufferedImage\" in it has files of its own, and nothing says"
                        + " what to call them. Return a record with a component for each, which may be null, or a"
                        + " \"Map<String, BufferedImage>\".",
                source("§Report", """
                        record Report(Field field) {}
                            record Field(List<java.awt.image.BufferedImage> planes) {}"""));
    }

    @Test
    void rawClassOfTheAuthor() {
        javac.finds(
                Rule.RESULT_PERHAPS_WITHOUT_CODEC,
                "Perhaps cannot cache the step Source.step: No codec for \"Source$Box\": \"Box\" is raw, so that what it holds "
                        + "could be any object. Declare the exact type.",
                source("§Box", "record Box<T>(T value) {}"));
        javac.isClean(source("Box<String>", "record Box<T>(T value) {}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Void",
                "int[][]",
                "byte[]",
                "List<Path>",
                "Path",
                "java.awt.image.BufferedImage",
                "Map<String, List<Integer>>",
                "Optional<String>",
                "OptionalInt",
                "java.time.Instant",
                "UUID",
                "Set<Thread.State>",
                "TreeMap<Integer, String>",
                "Collection<String>",
                "java.math.BigDecimal",
                "String[]",
                "Map<Thread.State, java.time.Duration>"
            })
    void whatCanBeStoredIsClean(String type) {
        javac.isClean(result(type));
    }

    @Test
    void resultOfAnInterfacesStepIsSaidOnce() {
        javac.finds(
                Rule.LIVE_RESULT,
                cannot("java.util.Iterator<java.lang.String>")
                        + "\"Iterator\" is a java.util.Iterator, which ends with this process." + OR_CODEC,
                """
                public interface Source {
                    @Cached Iterator§<String> step();
                    class Steps implements Source { public Iterator<String> step() { return null; } }
                }""");
    }
}
