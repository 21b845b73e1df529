package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.StepAnnotations;
import io.cachetree.key.StepId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of steps beside the class files. */
class StepListTest {

    private static final String A = """
            package lab;
            import io.cachetree.annotation.Cached;
            public class A { @Cached int one() { return 1; } @Cached(name = "other") double two(double x) { return x; } }
            """;
    private static final String B = """
            package lab;
            import io.cachetree.annotation.Cached;
            public class B { static class In { @Cached int three() { return 3; } } }
            """;

    @TempDir
    private Path classes;

    private Compilation javac;

    @BeforeEach
    void start() {
        javac = new Compilation(classes);
    }

    @Test
    void lineIsTheIdOfTheStepAtRunTime() throws Exception {
        assertThat(javac.compile("""
                public class Source<T extends Comparable<T>, S extends Number & Runnable> {
                    @Cached int primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) { return 1; }
                    @Cached void nothing() {}
                    @Cached String[][] arrays(int[] a, String[][] b, List<int[]>[] c) { return null; }
                    @Cached int varargs(int a, String... more) { return 1; }
                    @SuppressWarnings("cachetree") @Cached T variable(T a, S b, List<? extends T> c) { return null; }
                    @SuppressWarnings("cachetree") @Cached <X extends Map<String, T>> X own(X a, X[] b) { return null; }
                    @Cached static int isStatic() { return 1; }
                    @Cached private final synchronized int hidden() throws IOException { return 1; }
                    @Cached int nestedOfOthers(Map.Entry<String, Integer> a) { return 1; }
                    int no() { return 1; }
                    static class Nested { enum Kind { A } class Inner { @Cached int deep(Values a, Nested.Kind b) { return 1; } } }
                    record Values(@Keyed int x) { @Cached int times(int y) { return x * y; } }
                    enum Kind { ONE { @Override int over() { return 2; } }; @Cached int kind(Kind a) { return 1; } int over() { return 1; } }
                    interface Steps { @Cached int declared(int x); @Cached default int given() { return 1; } }
                    static class Implements implements Steps { public int declared(int x) { return x; } }
                    interface Dollar$Sign { @Cached int dollar(Dollar$Sign a); }
                }""".replace("Dollar$Sign[]", "int")
                        .replace("Map.Entry<String, Integer>[] nested", "int nested")))
                .isEmpty();
        assertThat(javac.steps())
                .hasSize(16)
                .containsExactlyElementsOf(idsOf(javac.load("Source")).sorted().toList());
    }

    private static Stream<String> idsOf(Class<?> type) {
        return Stream.concat(
                Stream.of(type.getDeclaredMethods())
                        .filter(method -> StepAnnotations.of(method).cached().isPresent())
                        .map(method -> StepId.of(method).toString()),
                Stream.of(type.getDeclaredClasses()).flatMap(StepListTest::idsOf));
    }

    @Test
    void linesAreSortedAndEndWithALineFeed() throws Exception {
        javac.compile(Map.of("lab.B", B, "lab.A", A));
        assertThat(Files.readString(classes.resolve("META-INF/cachetree/steps.txt"), StandardCharsets.UTF_8))
                .isEqualTo("lab.A.one()I\nlab.A.two(D)D\nlab.B$In.three()I\n");
    }

    @Test
    void stepsOfClassesThatAreNotCompiledNowAreKept() throws Exception {
        javac.compile(Map.of("lab.A", A, "lab.B", B));
        javac.compile(Map.of("lab.A", A.replace("int one()", "int uno()")));
        assertThat(javac.steps()).containsExactly("lab.A.two(D)D", "lab.A.uno()I", "lab.B$In.three()I");
    }

    @Test
    void stepsOfClassesThatAreGoneAreGone() throws Exception {
        javac.compile(Map.of("lab.A", A, "lab.B", B));
        Files.delete(classes.resolve("lab/B$In.class"));
        javac.compile(Map.of("lab.A", A));
        assertThat(javac.steps()).containsExactly("lab.A.one()I", "lab.A.two(D)D");
    }

    @Test
    void classThatLostItsStepsLosesItsLines() throws Exception {
        javac.compile(Map.of("lab.A", A, "lab.B", B));
        javac.compile(Map.of("lab.B", B.replace("@Cached", "")));
        assertThat(javac.steps()).containsExactly("lab.A.one()I", "lab.A.two(D)D");
        javac.compile(Map.of("lab.A", A.replaceAll("@Cached(\\(.*?\\))?", "")));
        assertThat(classes.resolve("META-INF/cachetree/steps.txt")).isEmptyFile();
    }

    @Test
    void classWhoseNameBeginsAlikeIsAnother() throws Exception {
        javac.compile(Map.of("lab.A", A, "lab.AB", B.replace("class B", "class AB")));
        javac.compile(Map.of("lab.A", A));
        assertThat(javac.steps()).contains("lab.AB$In.three()I");
    }

    @Test
    void nothingIsWrittenWhereThereAreNoSteps() throws Exception {
        javac.compile("public class Source {}");
        assertThat(classes.resolve("META-INF")).doesNotExist();
    }

    @Test
    void nothingIsWrittenIfAnythingIsWrong() throws Exception {
        javac.compile(Map.of("lab.A", A.replace("\"other\"", "\"Other\"")));
        assertThat(classes.resolve("META-INF")).doesNotExist();
    }

    @Test
    void damagedLinesAreLeftOut() throws Exception {
        Path list = classes.resolve("META-INF/cachetree/steps.txt");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "no step\n\n");
        javac.compile(Map.of("lab.A", A));
        assertThat(javac.steps()).containsExactly("lab.A.one()I", "lab.A.two(D)D");
    }
}
