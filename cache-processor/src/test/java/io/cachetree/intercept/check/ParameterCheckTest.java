package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.internal.Rule;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters and fields that cannot be what their annotations say. */
class ParameterCheckTest {

    private static final String UNKNOWN = """
            nothing says what makes two objects of "%s" the same. Mark the parameter @Unkeyed, register a Fingerprinter \
            for the class, or make it a record.""";

    @TempDir
    private Path root;

    private CheckTester javac;

    @BeforeEach
    void start() {
        javac = new CheckTester(root);
    }

    private static String source(String members) {
        return "public class Source {\n    %s\n}".formatted(members);
    }

    private static String input(String type) {
        return source("@Cached int step(%s) { return 1; }".formatted(type));
    }

    @Test
    void twoDirectories() {
        javac.finds(
                Rule.TWO_DIRECTORIES,
                "The step Source.step is not declared right: It has 2 parameters annotated @CacheUrl. Keep one.",
                input("@CacheUrl Path one, @CacheUrl URI §other"));
        javac.isClean(input("@CacheUrl Path one, URI other"));
    }

    @Test
    void directoryOfAWrongType() {
        javac.finds(Rule.DIRECTORY_OF_WRONG_TYPE, """
                The step Source.step is not declared right: Its parameter "directory" annotated @CacheUrl has the type \
                File. Make it a Path, URI, String or CacheDirectory.""", input("@CacheUrl File §directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Path", "URI", "String", "CacheDirectory"})
    void directoryOfARightType(String type) {
        javac.isClean(input("@CacheUrl " + type + " directory"));
    }

    @Test
    void annotationOnAMethodThatIsNoStep() {
        javac.finds(Rule.ANNOTATION_WITHOUT_STEP, """
                @CacheUrl on "directory" has no effect: Source.helper is no step. Annotate the method @Cached, or remove \
                @CacheUrl.""", source("int helper(@CacheUrl Path §directory) { return 1; }"));
        javac.finds(Rule.ANNOTATION_WITHOUT_STEP, """
                @Unkeyed on "threads" has no effect: the constructor of Source is no step. Mark the field, or remove \
                @Unkeyed.""", source("Source(@Unkeyed int §threads) {}"));
        javac.isClean("""
                public interface Source {
                    @Cached int step(int x, Path directory);
                    class Steps implements Source {
                        public int step(int x, @CacheUrl Path directory) { return x; }
                    }
                }""");
    }

    @Test
    void threadCannotBeKeyed() {
        javac.finds(
                Rule.INPUT_WITHOUT_KEY,
                "Cannot fingerprint \"worker\" of step \"Source.step\": " + UNKNOWN.formatted("java.lang.Thread"),
                input("Thread §worker"));
        javac.isClean(input("@Unkeyed Thread worker"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecutorService",
                "ForkJoinPool",
                "Future<String>",
                "OutputStream",
                "ClassLoader",
                "Socket",
                "java.util.logging.Logger",
                "org.slf4j.Logger",
                "java.util.concurrent.locks.ReentrantLock",
                "Random"
            })
    void liveObjectCannotBeKeyed(String type) {
        assertThat(javac.compile(input(type + " live")))
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .startsWith("[CT030] Cannot fingerprint \"live\" of step \"Source.step\": nothing says what"));
        javac.isClean(input("@Unkeyed " + type + " live"));
    }

    @Test
    void whatCanBeReadOnceCannotBeKeyed() {
        String once = """
                Cannot fingerprint "lines" of step "Source.step": a "%s" can be read only once, and the step needs it. \
                Pass a List, an array or a Path instead, or mark the parameter @Unkeyed.""";
        javac.finds(Rule.INPUT_WITHOUT_KEY, once.formatted("java.util.Iterator"), input("Iterator<String> §lines"));
        javac.finds(Rule.INPUT_WITHOUT_KEY, once.formatted("java.util.stream.Stream"), input("IntStream §lines"));
        javac.finds(Rule.INPUT_WITHOUT_KEY, once.formatted("java.io.InputStream"), input("FileInputStream §lines"));
        javac.finds(Rule.INPUT_WITHOUT_KEY, once.formatted("java.io.Reader"), input("BufferedReader §lines"));
        javac.isClean(input("List<String> lines"));
    }

    @Test
    void fileMayMeanTwoThings() {
        javac.finds(Rule.INPUT_WITHOUT_KEY, """
                Cannot fingerprint "scan" of step "Source.step": a "java.io.File" may stand for a name or for a content. \
                Pass a java.nio.file.Path, whose content counts, or a String.""", input("File §scan"));
        javac.isClean(input("Path scan"));
    }

    @Test
    void lambdaHasNoContent() {
        String lambda = """
                annot fingerprint "rule" of step "Source.step": "%s" is a functional interface, and a lambda has no \
                content to compare. Mark the parameter @Unkeyed, or pass an enum constant or a record that implements \
                the interface.""";
        javac.finds(
                Rule.INPUT_WITHOUT_KEY,
                "C" + lambda.formatted("java.util.function.Function"),
                input("Function<String, Integer> §rule"));
        javac.finds(
                Rule.INPUT_PERHAPS_WITHOUT_KEY,
                "Perhaps c" + lambda.formatted("Source$Rule"),
                source(
                        "@Cached int step(Rule §rule) { return 1; } @FunctionalInterface interface Rule { int of(int x); }"));
    }

    @Test
    void whatCannotBeKeyedIsFoundInsideOfOtherTypes() {
        javac.finds(
                Rule.INPUT_WITHOUT_KEY,
                "Cannot fingerprint \"all[].pools[]\" of step \"Source.step\": "
                        + UNKNOWN.formatted("java.util.concurrent.Executor"),
                source(
                        "record Options(int x, Set<Executor> pools) {} @Cached int step(List<Options> §all) { return 1; }"));
        javac.finds(
                Rule.INPUT_WITHOUT_KEY,
                "Cannot fingerprint \"box.value\" of step \"Source.step\": " + UNKNOWN.formatted("java.lang.Thread"),
                source("record Box<T>(T value) {} @Cached int step(Box<Thread> §box) { return 1; }"));
        javac.finds(
                Rule.INPUT_WITHOUT_KEY,
                "Cannot fingerprint \"threads[][]\" of step \"Source.step\": " + UNKNOWN.formatted("java.lang.Thread"),
                input("Map<String, ? extends Thread>[] §threads"));
    }

    @Test
    void classOfTheAuthorIsAWarning() {
        javac.finds(
                Rule.INPUT_PERHAPS_WITHOUT_KEY,
                "Perhaps cannot fingerprint \"image\" of step \"Source.step\": " + UNKNOWN.formatted("Source$Image"),
                source("static class Image {} @Cached int step(Image §image) { return 1; }"));
        javac.isClean(source("record Image() {} @Cached int step(Image image) { return 1; }"));
    }

    @Test
    void classWithAFingerprinterIsClean() {
        javac.isClean(source("""
                static class Image {} @Cached int step(Image image) { return 1; }
                    static class Prints implements io.cachetree.key.Fingerprinter<Image> {
                        public Class<Image> type() { return Image.class; }
                        public void fingerprint(Image image, io.cachetree.key.FingerprintSink to) { }
                    }"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object",
                "Number",
                "CharSequence",
                "Collection<String>",
                "Iterable<Integer>",
                "Comparable<String>",
                "List",
                "List<?>",
                "Map<String, List<double[]>>",
                "Optional<Path>",
                "int[]",
                "String...",
                "Class<Thread>",
                "Thread.State",
                "java.time.Instant",
                "NavigableMap<String, Integer>",
                "ArrayDeque<Long>",
                "Locale",
                "Marker"
            })
    void whatMayHaveAKeyIsClean(String type) {
        javac.isClean(source("interface Marker {} @Cached <T extends Comparable<T>> int step(%s x, T t) { return 1; }"
                .formatted(type.equals("String...") ? "String[]" : type)));
    }

    @Test
    void recordThatHoldsItselfIsLookedAtOnce() {
        javac.isClean(source("record Tree(List<Tree> below, int x) {} @Cached int step(Tree tree) { return 1; }"));
    }

    @Test
    void typeThatDoesNotExistIsLeftToTheCompiler() {
        assertThat(javac.compile(input("Missing x")))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("cannot find symbol"));
    }

    @Test
    void keyedFieldIsThatOfAnObject() {
        javac.finds(Rule.STATIC_KEYED_FIELD, """
                The field Source.level is @Keyed and static: only the fields of an object enter the key of its steps. \
                Remove "static", or pass it as a parameter.""", source("@Keyed static int §level = 1;"));
        javac.isClean(source("@Keyed int level = 1;"));
    }

    @Test
    void keyedAndUnkeyedContradict() {
        javac.finds(
                Rule.KEYED_AND_UNKEYED,
                "The field Source.level is both @Keyed and @Unkeyed. Keep @Keyed if it changes what the steps compute, else @Unkeyed.",
                source("@Keyed @Unkeyed int §level = 1;"));
    }

    @Test
    void keyedFieldNeedsAKey() {
        javac.finds(
                Rule.INPUT_WITHOUT_KEY,
                "Cannot fingerprint the @Keyed field \"Source.pool\": "
                        + UNKNOWN.formatted("java.util.concurrent.ExecutorService")
                                .replace("parameter", "field"),
                source("@Keyed ExecutorService §pool;"));
        javac.isClean(source("@Unkeyed ExecutorService pool; @Keyed List<Integer> levels;"));
    }
}
