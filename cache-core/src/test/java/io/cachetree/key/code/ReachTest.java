package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step's code reaches, and where it ends. */
class ReachTest {

    @TempDir
    Path temporary;

    private StepCode code(String source) {
        return Program.code(Program.compile(temporary, source));
    }

    @Test
    void anotherStepIsNotEntered() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) { return inner(x); }
                                    @Cached double inner(double x) { return helper(x); }
                                    double helper(double x) { return x; }
                                }
                                """))).containsExactly("Step.constructor", "Step.run");
    }

    @Test
    void aStepByItsInterfaceIsNotEntered() {
        assertThat(Program.names(code("""
                                class Step {
                                    private Level level;
                                    @Cached double run(double x) { return level.of(x); }
                                }
                                interface Level { @Cached double of(double x); }
                                class Otsu implements Level { public double of(double x) { return x; } }
                                """))).containsExactly("Otsu.constructor", "Step.constructor", "Step.run");
    }

    @Test
    void aStepByItsGenericInterfaceIsNotEntered() {
        assertThat(Program.names(code("""
                                class Step {
                                    private Filter<String> filter = new Upper();
                                    @Cached double run(double x) { return filter.apply("a").length(); }
                                }
                                interface Filter<T> { @Cached T apply(T value); }
                                class Upper implements Filter<String> { public String apply(String value) { return value; } }
                                """))).containsExactly("Step.constructor", "Step.run", "Upper.constructor");
    }

    @Test
    void aGenericInterfaceLeadsToItsImplementation() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) { return filter().apply("a").length(); }
                                    Filter<String> filter() { return new Upper(); }
                                }
                                interface Filter<T> { T apply(T value); }
                                class Upper implements Filter<String> { public String apply(String value) { return value; } }
                                """)))
                .containsExactly("Step.constructor", "Step.filter", "Step.run", "Upper.apply", "Upper.constructor");
    }

    @Test
    void stepsThatItMayCallAreNamedByTheClassesOfTheirObjects() {
        StepCode code = code("""
                class Step {
                    private Level level;
                    @Cached double run(double x) { return helper(x) + Fixed.of(x); }
                    double helper(double x) { return level.of(x) + inner(x); }
                    @Cached double inner(double x) { return behind(x); }
                    @Cached double behind(double x) { return x; }
                }
                interface Level { @Cached double of(double x); }
                abstract class Base implements Level { public double of(double x) { return x; } }
                class Otsu extends Base { }
                class Triangle extends Base { @Override public double of(double x) { return -x; } }
                class Fixed { @Cached static double of(double x) { return x; } }
                """);

        assertThat(code.steps())
                .extracting(StepId::toString)
                .containsExactly("lab.Fixed.of(D)D", "lab.Otsu.of(D)D", "lab.Step.inner(D)D", "lab.Triangle.of(D)D");
    }

    @Test
    void aStepThatCallsItselfIsFollowedOnce() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) { return x < 1 ? x : run(x - 1); }
                                }
                                """))).containsExactly("Step.constructor", "Step.run");
    }

    @Test
    void anInheritedStepCountsWithTheClassOfTheObject() {
        StepCode code = code("""
                class Step extends Base {
                    private double gain = 3;
                    @Override double helper(double x) { return x * gain; }
                }
                abstract class Base {
                    @Cached double run(double x) { return helper(x); }
                    abstract double helper(double x);
                }
                """);

        assertThat(Program.names(code))
                .containsExactly("Base.constructor", "Base.run", "Step.constructor", "Step.helper");
    }

    @Test
    void aDefaultMethodOfAnInterfaceIsAStepOfTheClass() {
        assertThat(Program.names(code("""
                                class Step implements Level { }
                                interface Level { @Cached default double run(double x) { return twice(x); } private double twice(double x) { return 2 * x; } }
                                """))).containsExactly("Level.run", "Level.twice", "Step.constructor");
    }

    @Test
    void overloadsShowTheirParameters() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) { return twice(x) + twice(1); }
                                    static double twice(double x) { return 2 * x; }
                                    static double twice(int x) { return 2 * x; }
                                }
                                """)))
                .containsExactly("Step.constructor", "Step.run", "Step.twice(D)D", "Step.twice(I)D");
    }

    @Test
    void anObjectThatItCreatesCountsWithWhatLibrariesCall() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) {
                                        List<Double> all = new ArrayList<>(List.of(x));
                                        all.sort(new Downwards());
                                        return all.get(0);
                                    }
                                }
                                class Downwards implements Comparator<Double> {
                                    @Override public int compare(Double a, Double b) { return b.compareTo(a); }
                                    int neverCalled() { return 1; }
                                }
                                """)))
                .containsExactly("Downwards.compare", "Downwards.constructor", "Step.constructor", "Step.run");
    }

    @Test
    void anObjectFromElsewhereCountsWithItsConstructorsAndInitialValues() {
        assertThat(Program.names(code("""
                                class Step {
                                    private final Gain gain;
                                    Step(Gain gain) { this.gain = gain; }
                                    @Cached double run(double x) { return gain.of(x); }
                                }
                                class Gain {
                                    double factor = Defaults.factor();
                                    double of(double x) { return factor * x; }
                                }
                                class Defaults { static double factor() { return 2; } }
                                """)))
                .containsExactly("Defaults.factor", "Gain.constructor", "Gain.of", "Step.constructor", "Step.run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x * config.factor",
                "x * of(config)",
                "x * (x > 1 ? config : null).factor",
                "x * new Object() { double of() { return config.factor; } }.of()",
                "Optional.of(config).map(c -> c.factor).get()"
            })
    void anObjectFromElsewhereOfWhichAFieldIsReadCountsWithItsInitialValues(String reading) {
        assertThat(Program.names(code("""
                                class Step {
                                    private Config config;
                                    @Cached double run(double x) { return %s; }
                                    static double of(Config config) { return config.factor; }
                                }
                                class Config { double factor = Defaults.factor(); }
                                class Special extends Config { { factor = 3; } }
                                class Defaults { static double factor() { return 2; } }
                                """.formatted(reading))))
                .contains("Config.constructor", "Defaults.factor", "Special.constructor");
    }

    @Test
    void theOwnFieldsOfAnObjectLeadToNoOtherClasses() {
        assertThat(Program.names(code("""
                                class Step extends Base { }
                                class Base {
                                    double gain = 2;
                                    double last;
                                    @Cached double run(double x) { last = x; return gain * x; }
                                }
                                class Sibling extends Base { double more = 3; }
                                """))).containsExactly("Base.constructor", "Base.run", "Step.constructor");
    }

    @Test
    void anAnonymousImplementationElsewhereIsAPartOfTheMethodAroundIt() {
        assertThat(Program.names(code("""
                                class Step {
                                    private Level level;
                                    @Cached double run(double x) { return level.of(x); }
                                }
                                interface Level { double of(double x); }
                                class Module {
                                    Level level() { return new Level() { public double of(double x) { return x; } }; }
                                    Object other() { return 1; }
                                }
                                """))).containsExactly("Module.level", "Step.constructor", "Step.run");
    }

    @Test
    void theOrderOfAnEnumCountsWhereTheStepAsksForIt() {
        String program = """
                class Step {
                    private Mode mode;
                    @Cached double run(double x) { return mode.compareTo(Mode.B) + x; }
                }
                enum Mode { %s }
                """;
        StepCode before = code(program.formatted("A, B"));
        StepCode after = code(program.formatted("B, A"));

        assertThat(Program.difference(before, after)).containsExactly("Mode.static initializer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "of(Mode::ordinal)",
                "of(mode::compareTo)",
                "List.of(mode).stream().sorted(Comparator.comparing(Mode::ordinal)).toList().size()"
            })
    void theOrderOfAnEnumCountsWhereAMethodReferenceAsksForIt(String asking) {
        String program = """
                class Step {
                    private Mode mode;
                    @Cached double run(double x) { return %s; }
                    double of(ToIntFunction<Mode> f) { return f.applyAsInt(mode); }
                }
                enum Mode { %s }
                """;
        StepCode before = code(program.formatted(asking, "A, B"));
        StepCode after = code(program.formatted(asking, "B, A"));

        assertThat(Program.difference(before, after)).containsExactly("Mode.static initializer");
    }

    @Test
    void localClassesAndNestedLambdasArePartOfTheirMethod() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) {
                                        record Pair(double a, double b) { double sum() { return a + b; } }
                                        class Local { Supplier<Supplier<Double>> get() { return () -> () -> new Pair(x, 1).sum(); } }
                                        return new Local().get().get().get();
                                    }
                                }
                                """))).containsExactly("Step.constructor", "Step.run");
    }

    @Test
    void nativeMethodsAndReflectionAreTold() {
        StepCode code = code("""
                class Step {
                    @Cached double run(double x) { return fourier(x) + plugins(); }
                    native double fourier(double x);
                    double plugins() {
                        Supplier<Object> found = () -> ServiceLoader.load(Runnable.class);
                        return found.get().hashCode();
                    }
                }
                """);

        assertThat(code.unfollowed()).containsExactly("native Step.fourier", "reflection in Step.plugins");
    }

    @Test
    void staticStepsCountWithoutConstructors() {
        assertThat(Program.names(code("""
                                class Step {
                                    static final double[] TABLE = {1};
                                    @Cached static double run(double x) { return TABLE[0] * x; }
                                }
                                """))).containsExactly("Step.run", "Step.static initializer");
    }

    @Test
    void sealedTypesAndPatternsAreFollowed() {
        assertThat(Program.names(code("""
                                class Step {
                                    @Cached double run(double x) { return area(new Disc(x)); }
                                    static double area(Shape shape) {
                                        if (shape instanceof Disc disc) { return disc.r() * disc.r(); }
                                        return shape instanceof Square square ? square.a() : 0;
                                    }
                                }
                                sealed interface Shape permits Disc, Square { }
                                record Disc(double r) implements Shape { }
                                record Square(double a) implements Shape { }
                                """)))
                .contains("Disc.r", "Square.a", "Step.area", "Step.run")
                .doesNotContain("Square.constructor");
    }

    @Test
    void aMethodThatAnImplementationInheritsIsFound() {
        assertThat(Program.names(code("""
                                class Step {
                                    private Level level;
                                    @Cached double run(double x) { return level.of(x); }
                                }
                                interface Level { double of(double x); }
                                class Base { public double of(double x) { return x; } }
                                class Otsu extends Base implements Level { }
                                """)))
                .containsExactly("Base.constructor", "Base.of", "Otsu.constructor", "Step.constructor", "Step.run");
    }
}
