package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.Rule;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that steps read and that do not enter the key. */
class FieldReadsTest {

    private static final String MESSAGE = """
            The step Source.step reads the field Source.level, which does not enter its key: a result computed with one \
            value would be served for all others. Mark the field @Keyed if it changes the result, else @Unkeyed.""";

    @TempDir
    private Path root;

    private CheckTester javac;

    @BeforeEach
    void start() {
        javac = new CheckTester(root);
    }

    private static String source(String field, String body) {
        return """
                public class Source {
                    %s
                    Source(int level) { this.level = level; }
                    %s
                }""".formatted(field, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Cached int step() { return level; }",
                "@Cached int step() { return this.level + 1; }",
                "@Cached int step(int level) { return this.level; }",
                "@Cached int step() { return IntStream.range(0, 3).map(x -> x + level).sum(); }",
                "@Cached int step() { return helper(); } private int helper() { return further(); } private int further() { return level; }",
                "@Cached int step() { return IntStream.range(0, 3).map(this::add).sum(); } int add(int x) { return x + level; }",
                "@Cached int step() { return ++level; }"
            })
    void readsAreFound(String body) {
        javac.finds(Rule.UNDECLARED_FIELD, MESSAGE, source("private int §level;", body));
        javac.isClean(source("@Keyed private int level;", body));
        javac.isClean(source("@Unkeyed private int level;", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Cached int step(int level) { return level; }",
                "@Cached int step() { level = 3; return 1; }",
                "@Cached int step(Source other) { return 1; } int level() { return level; }",
                "@Cached int step() { int level = 1; return level; }",
                "@Cached int step() { return other(); } @Keyed int x; @Cached int other() { return x; } int no() { return level; }",
                "int step() { return level; }"
            })
    void whatReadsNoFieldIsClean(String body) {
        javac.mode("guice");
        javac.isClean(source("private int level;", body)
                .replace("@Cached int", "@Cached public int")
                .replace("Source other", "@Unkeyed Source other"));
    }

    @Test
    void fieldIsNamedOnceForAllSteps() {
        javac.finds(
                Rule.UNDECLARED_FIELD,
                MESSAGE,
                source(
                        "private int §level;",
                        "@Cached int step() { return level; } @Cached int more() { return level; }"));
    }

    @Test
    void fieldOfASuperclass() {
        javac.finds(
                Rule.UNDECLARED_FIELD,
                MESSAGE.replace("Source.step", "Child.step"),
                source("protected int §level;", """
                static class Child extends Source {
                        Child() { super(1); }
                        @Cached int step() { return level; }
                    }"""));
    }

    @Test
    void componentsOfARecordAndFieldsOfAnEnumCountAnyway() {
        javac.isClean("public record Source(int level) { @Cached int step() { return level() + level; } }");
        javac.isClean("""
                public enum Source {
                    ONE(1);
                    private final int level;
                    Source(int level) { this.level = level; }
                    @Cached int step() { return level; }
                }""");
    }

    @Test
    void codeIsNoConfiguration() {
        javac.isClean("""
                public class Source {
                    private static final int LEVEL = 3;
                    private final int level = 4;
                    private final List<String> log = new ArrayList<>();
                    @Cached int step() { log.add("x"); return LEVEL + level; }
                }""");
        javac.finds(Rule.UNDECLARED_FIELD, MESSAGE, """
                public class Source {
                    private int §level = 4;
                    @Cached int step() { return level; }
                }""");
    }

    @Test
    void injectedServiceIsNoConfiguration() {
        javac.isClean("""
                public class Source {
                    interface Otsu { int of(int x); }
                    private final Otsu otsu;
                    private final Otsu other;
                    @jakarta.inject.Inject Otsu third;
                    @jakarta.inject.Inject Source(Otsu otsu, Otsu other) {
                        this.otsu = otsu;
                        this.other = Objects.requireNonNull(other);
                    }
                    @Cached int step(int x) { return otsu.of(x) + other.of(x) + third.of(x); }
                }""");
    }

    @Test
    void injectedValueIsConfiguration() {
        javac.finds(Rule.UNDECLARED_FIELD, MESSAGE, """
                public class Source {
                    private final List<Integer> §level;
                    @jakarta.inject.Inject Source(List<Integer> level) { this.level = level; }
                    @Cached int step() { return level.size(); }
                }""");
    }

    @Test
    void objectWithStepsIsAService() {
        javac.isClean("""
                public class Source {
                    interface Inner { @Cached int deep(int x); }
                    private final Inner inner;
                    Source(Inner inner) { this.inner = inner; }
                    @Cached int step(int x) { return inner.deep(x); }
                }""");
    }

    @Test
    void implementationIsAServiceForItsClassEntersTheKey() {
        javac.isClean(service("interface Thresholder { int of(int x); }", "Thresholder")
                .replace("§", ""));
        javac.isClean(service("abstract static class Thresholder { abstract int of(int x); }", "Thresholder")
                .replace("§", ""));
    }

    @Test
    void objectThatNobodyInjectsHasToBeDeclaredIfItsClassSaysNothing() {
        javac.finds(
                Rule.UNDECLARED_FIELD,
                MESSAGE,
                service("static class Otsu { int by; int of(int x) { return x + by; } }", "Otsu"));
        javac.finds(
                Rule.UNDECLARED_FIELD,
                MESSAGE,
                service("", "jakarta.inject.Provider<Integer>").replace("level.of(x)", "level.get()"));
    }

    private static String service(String declaration, String type) {
        return """
                public class Source {
                    %s
                    private final %s §level;
                    Source(%s level) { this.level = level; }
                    @Cached int step(int x) { return level.of(x); }
                }""".formatted(declaration, type, type);
    }
}
