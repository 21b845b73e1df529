package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.internal.Rule;
import java.nio.file.Path;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that the chosen way of interception does not get at. */
class MethodKindCheckTest {

    @TempDir
    private Path root;

    private CheckTester javac;

    @BeforeEach
    void start() {
        javac = new CheckTester(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weave", "agent", "guice", "subclass"})
    void abstractMethodOfAClassIsNoStep(String mode) {
        javac.mode(mode).finds(Rule.ABSTRACT_METHOD, """
                Steps.step is abstract, and an annotation of a class's method does not count for what overrides it. \
                Annotate the methods that override it, or declare it in an interface.""", """
                public abstract class Source { static abstract class Steps {
                    @Cached public abstract int §step();
                } }""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weave", "agent", "guice", "subclass"})
    void methodOfAnInterfaceIsAStepInEachMode(String mode) {
        javac.mode(mode).isClean("""
                public interface Source {
                    @Cached int step(int x);
                    @Cached default int twice(int x) { return 2 * x; }
                    class Steps implements Source { @Override public int step(int x) { return x; } }
                }""");
    }

    @Test
    void nativeMethodCannotBeWoven() {
        String source = "public class Source { @Cached public native int %sstep(); }";
        javac.finds(Rule.NATIVE_METHOD, """
                Source.step is native, and has no bytecode to intercept. Annotate a Java method that calls it.""", source.formatted("§"));
        javac.mode("guice").isClean(source.formatted(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "static", "final"})
    void guiceOverrides(String modifier) {
        javac.mode("guice")
                .finds(
                        Rule.METHOD_THAT_CANNOT_BE_OVERRIDDEN,
                        "Source.step is %1$s, and Guice intercepts by overriding. Remove \"%1$s\".".formatted(modifier),
                        "public class Source {\n    @Cached %s int §step() { return 1; }\n}".formatted(modifier));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "static", "final"})
    void weavingNeedsNoOverriding(String modifier) {
        javac.isClean("public final class Source { private Source() {} @Cached %s int step() { return 1; } }"
                .formatted(modifier));
    }

    @Test
    void subclassOverridesToo() {
        javac.mode("subclass")
                .finds(
                        Rule.METHOD_THAT_CANNOT_BE_OVERRIDDEN,
                        "Source.step is final, and the generated subclass intercepts by overriding. Remove \"final\".",
                        "public class Source { @Cached final int §step() { return 1; } }");
    }

    @Test
    void finalClassHasNoSubclass() {
        javac.mode("guice")
                .finds(
                        Rule.CLASS_THAT_CANNOT_BE_EXTENDED,
                        "Source.step is in a final class, and Guice intercepts by overriding. Remove \"final\" from Source.",
                        "public final §class Source { @Cached public int step() { return 1; } }");
        javac.mode("guice").isClean("public class Source { @Cached public int step() { return 1; } }");
    }

    @Test
    void sealedClassPermitsNoGeneratedSubclass() {
        String source = """
                public sealed %s Source {
                    @Cached public int step() { return 1; }
                    static non-sealed class Child extends Source {}
                }""";
        javac.mode("guice")
                .finds(
                        Rule.CLASS_THAT_CANNOT_BE_EXTENDED,
                        "Source.step is in a sealed class, and Guice intercepts by overriding. Remove \"sealed\" from Source.",
                        source.formatted("§class"));
        javac.mode("weave").isClean(source.formatted("class"));
    }

    @Test
    void recordAndEnumHaveNoSubclass() {
        javac.mode("guice")
                .finds(
                        Rule.CLASS_THAT_CANNOT_BE_EXTENDED,
                        "Source.step is in a record, and Guice intercepts by overriding. Make it a class.",
                        "public §record Source() { @Cached public int step() { return 1; } }");
        javac.mode("subclass")
                .finds(
                        Rule.CLASS_THAT_CANNOT_BE_EXTENDED,
                        "Source.step is in an enum, and the generated subclass intercepts by overriding. Make it a class.",
                        "public §enum Source { ONE; @Cached public int step() { return 1; } }");
    }

    @Test
    void stepThatAFinalClassImplementsIsFoundToo() {
        javac.mode("guice")
                .finds(
                        Rule.CLASS_THAT_CANNOT_BE_EXTENDED,
                        "Steps.step is in a final class, and Guice intercepts by overriding. Remove \"final\" from Steps.",
                        """
                public interface Source {
                    @Cached int step();
                    final §class Steps implements Source { public int step() { return 1; } }
                }""");
    }

    @Test
    void privateConstructorCannotBeCalledFromASubclass() {
        String source = """
                public class Source {
                    %s §Source() {}
                    @Cached public int step() { return 1; }
                }""";
        javac.mode("guice").finds(Rule.PRIVATE_CONSTRUCTOR, """
                Source has steps and a private constructor, and Guice intercepts by a subclass, which cannot call it. \
                Remove "private".""", source.formatted("private"));
        javac.mode("guice").isClean(source.replace("§", "").formatted("protected"));
    }

    @Test
    void guiceNeedsTheInjectedConstructor() {
        javac.mode("guice").finds(Rule.PRIVATE_CONSTRUCTOR, """
                Source has steps and a private constructor, and Guice intercepts by a subclass, which cannot call it. \
                Remove "private".""", """
                public class Source {
                    public Source() {}
                    @jakarta.inject.Inject private §Source(int x) {}
                    @Cached public int step() { return 1; }
                }""");
    }

    @Test
    void packagePrivateMethodIsAWarningUnderGuice() {
        String source = "public class Source { @Cached int §step() { return 1; } }";
        javac.mode("guice").finds(Rule.PACKAGE_PRIVATE_METHOD, """
                Source.step is package-private, and where a JDK denies sun.misc.Unsafe, Guice passes over it in \
                silence. Make it protected or public.""", source);
        javac.mode("subclass").isClean(source.replace("§", ""));
        javac.mode("guice").isClean("public class Source { @Cached protected int step() { return 1; } }");
    }

    @Test
    void overriddenStepNeedsItsOwnAnnotation() {
        String source = """
                public class Source {
                    @Cached public int step() { return 1; }
                    static class Child extends Source { %s @Override public int §step() { return 2; } }
                }""";
        String message = "Child.step overrides a step, and is none. Annotate it @Cached.";
        javac.mode("guice").finds(Rule.FORGOTTEN_STEP, Kind.ERROR, message, source.formatted(""));
        javac.mode("weave").finds(Rule.FORGOTTEN_STEP, Kind.WARNING, message, source.formatted(""));
        javac.mode("guice").isClean(source.replace("§", "").formatted("@Cached"));
    }

    @Test
    void unknownModeIsAnError() {
        assertThat(javac.mode("spring").compile("public class Source {}"))
                .extracting(Compilation.Found::message)
                .containsExactly("""
                        Cannot check steps for -Acachetree.mode=spring: there is no such mode. Use weave, agent, guice, \
                        subclass.""");
    }
}
