package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit of what a step gets by inheritance is seen. */
class InheritedCodeTest {

    @TempDir
    Path before;

    @TempDir
    Path after;

    private Set<String> difference(String program, String from, String to) {
        assertThat(program).contains(from);
        return Program.difference(
                Program.code(Program.compile(before, program)),
                Program.code(Program.compile(after, program.replace(from, to))));
    }

    @Test
    void whatAnAnonymousClassInherits() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) {
                        return new Template() { @Override double hook() { return x; } }.fill();
                    }
                }
                abstract class Template {
                    double fill() { return hook() * 3; }
                    abstract double hook();
                }
                """, "* 3", "* 4")).containsExactly("Template.fill");
    }

    @Test
    void whatALocalClassInheritsAndCallsItself() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) {
                        class Local extends Base { double of(double v) { return help(v); } }
                        return new Local().of(x);
                    }
                }
                class Base { double help(double v) { return v * 3; } }
                """, "* 3", "* 4")).containsExactly("Base.help");
    }

    @Test
    void whatStandsBehindALocalInterface() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) {
                        interface Level { double of(double v); }
                        class Local extends Base implements Level { }
                        Level level = new Local();
                        return level.of(x);
                    }
                }
                class Base { public double of(double v) { return v * 3; } }
                """, "* 3", "* 4")).containsExactly("Base.of");
    }

    @Test
    void aTableThatALocalClassInherits() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) {
                        class Local implements Tables { double of() { return TABLE[0] * x; } }
                        return new Local().of();
                    }
                }
                interface Tables { double[] TABLE = {3}; }
                """, "{3}", "{4}")).containsExactly("Tables.static initializer");
    }

    @Test
    void aDefaultMethodOfTheInterfaceFurthestDown() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) { return new Otsu().of(x) + new Late().of(x); }
                }
                interface Level { default double of(double x) { return x; } }
                interface Scaled extends Level { @Override default double of(double x) { return x * 3; } }
                class Otsu implements Level, Scaled { }
                class Early implements Scaled { }
                class Late extends Early implements Level { }
                """, "* 3", "* 4")).containsExactly("Scaled.of");
    }

    @Test
    void aDefaultMethodThatTheJdkCallsOnALambda() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) {
                        List<Double> all = new ArrayList<>(List.of(x, 2.0));
                        By by = v -> v;
                        all.sort(by);
                        return all.get(0);
                    }
                }
                interface By extends Comparator<Double> {
                    double key(double v);
                    @Override default int compare(Double a, Double b) { return Double.compare(key(a), key(b)); }
                }
                """, "key(a), key(b)", "key(b), key(a)")).containsExactly("By.compare");
    }

    @Test
    void whatTheJdkCallsOnARecordFromElsewhere() {
        assertThat(difference("""
                class Step {
                    private List<Point> points;
                    @Cached double run(double x) { return new TreeSet<>(points).first().x() * x; }
                }
                record Point(double x) implements Comparable<Point> {
                    @Override public int compareTo(Point other) { return Double.compare(x, other.x); }
                }
                """, "x, other.x", "other.x, x")).containsExactly("Point.compareTo");
    }

    @Test
    void aStepThatIsCalledThroughSuperIsAPartOfTheCaller() {
        assertThat(difference("""
                class Step extends Base implements Level {
                    @Override @Cached public double run(double x) { return super.run(x) + Level.super.run(x); }
                }
                class Base { @Cached public double run(double x) { return x * 3; } }
                interface Level { @Cached default double run(double x) { return x * 3; } }
                """, "* 3", "* 4")).containsExactly("Base.run", "Level.run");
    }

    @Test
    void aTypeThatObjectsAreTestedFor() {
        assertThat(difference(TESTED.formatted("o instanceof Marker ? 1 : 2"), "Base implements Marker", "Base"))
                .containsExactly("Base.inherited types", "Otsu.inherited types");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cast((Base) o)", "name(Base.class)"})
    void aNewSubclassOfWhatIsOnlyCastToOrNamedIsNoChange(String use) {
        assertThat(difference(TESTED.formatted(use), "class Otsu", "class Unused extends Base { } class Otsu"))
                .isEmpty();
    }

    private static final String TESTED = """
                class Step {
                    @Cached double run(double x) { return test(x > 1 ? new Otsu() : ""); }
                    double test(Object o) { return %s; }
                    double cast(Object o) { return 1; }
                    double name(Class<?> type) { return 1; }
                }
                interface Marker { }
                class Base implements Marker { }
                class Otsu extends Base { }
                """;

    @Test
    void aTypeOfAnObjectFromElsewhere() {
        assertThat(difference("""
                class Step {
                    private Object o;
                    @Cached double run(double x) { return o instanceof Marker ? 1 : 2; }
                }
                interface Marker { }
                record Otsu(double x) implements Marker { }
                record Triangle(double x) implements Marker { }
                """, "Otsu(double x) implements Marker", "Otsu(double x)"))
                .containsExactly("Otsu.inherited types");
    }

    @Test
    void aTypeOfTheJdkThatAnObjectIsTestedFor() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) { return test(new Otsu()); }
                    double test(Object o) { return o instanceof Cloneable ? 1 : 2; }
                }
                class Otsu implements Cloneable { }
                """, "implements Cloneable", "")).containsExactly("Otsu.inherited types");
    }

    @Test
    void aTypeByWhichAnExceptionIsCaught() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) {
                        try { throw new Dark(); } catch (Faint faint) { return 1; } catch (RuntimeException other) { return 2; }
                    }
                }
                class Faint extends RuntimeException { }
                class Dim extends Faint { }
                class Dark extends Dim { }
                class NeverThrown extends Faint { }
                """, "Dim extends Faint", "Dim extends RuntimeException"))
                .containsExactly("Dark.inherited types", "Dim.constructor", "Faint.constructor");
    }

    @Test
    void aTypeThatALocalClassInherits() {
        assertThat(difference("""
                class Step {
                    @Cached double run(double x) { return test(new Base() { }) + test(Mode.A); }
                    double test(Object o) { return o instanceof Marker ? 1 : o instanceof Mode ? 2 : 3; }
                }
                enum Mode { A { }, B { } }
                interface Marker { }
                abstract class Base implements Marker { }
                """, "implements Marker", "")).containsExactly("Base.inherited types");
    }
}
