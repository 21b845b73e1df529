package io.cachetree.key.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change of a program, and what it does to the code of the program's step, {@code Step.run}.
 *
 * @param what the change in words
 * @param from what stands in the program before, wherever it stands
 * @param to what stands there afterwards
 * @param kind what is to be expected
 * @param parts the parts that differ, by their short names; none if the code counts as the same
 */
record Edit(String what, String from, String to, Kind kind, Set<String> parts) {

    enum Kind {
        HARMLESS("Harmless, and the same"),
        CHANGE("A change of the step, and changed"),
        FALSE_CHANGE("Harmless, and changed all the same"),
        MISSED("A change of the step that is not seen");

        final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    static final String PROGRAM = """
            class Step {
                private final Level level = new Otsu();
                private double gain = 2.0;
                static final double[] TABLE = {1, 2, 3};
                static DoubleUnaryOperator plugged;

                @Cached double run(double x) {
                    double y = Helper.scale(x) + Constants.OFFSET;
                    y += level.of(x) + gain + TABLE[1];
                    y += apply(v -> v * 3, y);
                    y += apply(Helper::half, y);
                    double shift = x / 4;
                    DoubleUnaryOperator square = new DoubleUnaryOperator() {
                        @Override public double applyAsDouble(double v) { return v * v + shift; }
                    };
                    y += apply(square, y);
                    y += colour(Colour.GREEN) + shape(new Circle(y));
                    y += word("two") + text(new Note("n" + y + "!")).length();
                    y += plugged == null ? 0 : plugged.applyAsDouble(y);
                    y += Reflected.call(y) + Season.SUMMER.warmth();
                    return y + inner(x);
                }

                private double apply(DoubleUnaryOperator f, double v) { return f.applyAsDouble(v); }

                private double colour(Colour c) {
                    switch (c) {
                        case RED: return 1;
                        case GREEN: return 2;
                        default: return 0;
                    }
                }

                private double shape(Object o) { return o instanceof Circle c ? c.area() : 0; }

                private double word(String s) {
                    return switch (s) { case "one" -> 1; case "two" -> 2; default -> 0; };
                }

                private String text(Object o) { return "<" + o + ">"; }

                @Cached double inner(double x) { return x * 7; }

                double unrelated(double x) { return x; }
            }

            class Helper {
                static { System.setProperty("helper", "1"); }
                static double scale(double v) { return deeper(v) * 1.5; }
                static double deeper(double v) { return v - 0.25; }
                static double half(double v) { return v / 2; }
                static double unused(double v) { return v; }
            }

            class Constants { static final double OFFSET = 10; }

            interface Level { double of(double v); }

            class Otsu implements Level {
                @Override public double of(double v) { return v * 0.5; }
            }

            enum Colour { RED, GREEN, BLUE }

            enum Season {
                WINTER(1), SUMMER(20);
                private final double warmth;
                Season(double warmth) { this.warmth = warmth; }
                double warmth() { return warmth; }
            }

            record Circle(double radius) { double area() { return 3 * radius * radius; } }

            class Note {
                private final String text;
                Note(String text) { this.text = text; }
                @Override public String toString() { return text; }
            }

            class Reflected {
                static double call(double v) {
                    try {
                        Class<?> named = Class.forName("lab.Elsewhere");
                        return (double) named.getDeclaredMethod("number", double.class).invoke(null, v);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }

            class Elsewhere {
                static double number(double v) { return v; }
                static void plugIn() { Step.plugged = v -> v + 5; }
            }
            """;

    /** All edits, in the order in which the guide shows them. */
    static List<Edit> all() {
        List<Edit> all = new ArrayList<>(harmless());
        all.addAll(changes());
        all.addAll(falseChanges());
        all.addAll(missed());
        return all;
    }

    private static List<Edit> harmless() {
        return List.of(
                same("a comment", "double y =", "/* scaled */ double y ="),
                same("line breaks", "double y =", "\n\n\n double y ="),
                same("a local variable renamed", "square", "quadratic"),
                same(
                        "a parameter renamed",
                        "deeper(double v) { return v - 0.25; }",
                        "deeper(double w) { return w - 0.25; }"),
                same("a local variable renamed that an anonymous class uses", "shift", "moved"),
                same("the type of a lambda's parameter written out", "v -> v * 3", "(double v) -> v * 3"),
                same(
                        "methods in another order",
                        "static double half(double v) { return v / 2; }\n    static double unused(double v) { return v; }",
                        "static double unused(double v) { return v; }\n    static double half(double v) { return v / 2; }"),
                same(
                        "a lambda added in another method before",
                        "private final Level",
                        "double before() { return apply(q -> q + 9, 1); } private final Level"),
                same(
                        "an anonymous class added in another method before",
                        "private final Level",
                        "Object before() { return new Object() { public String toString() { return \"a\"; } }; } private final Level"),
                same(
                        "another switch over the enum added before",
                        "private final Level",
                        "int before(Colour c) { switch (c) { case BLUE: return 4; case GREEN: return 5; default: return 6; } } private final Level"),
                same("another enum in the same file", "class Constants", "enum Taste { SOUR } class Constants"),
                same(
                        "the constants of an enum in another order, of which the step uses the names",
                        "RED, GREEN, BLUE",
                        "BLUE, GREEN, RED"),
                same(
                        "a method that the step does not call",
                        "unused(double v) { return v; }",
                        "unused(double v) { return v + 1; }"),
                same(
                        "a class that the step does not use",
                        "class Constants",
                        "class Unused { static int n = 1; } class Constants"),
                same("`final` added", "static double deeper(", "static final double deeper("),
                same("another visibility", "static double deeper(", "public static double deeper("),
                same("an annotation added", "static double deeper(", "@Deprecated static double deeper("),
                same("an exception declared", "deeper(double v) {", "deeper(double v) throws IllegalStateException {"),
                same(
                        "an assertion in a method that the step does not call",
                        "unused(double v) { return v; }",
                        "unused(double v) { assert v > 0; return v; }"),
                same(
                        "the first assertion of a class without static initializer",
                        "double unrelated(double x) {",
                        "double unrelated(double x) { assert x > 0;"),
                same(
                        "the code of another step that it calls; that step's own record tells",
                        "return x * 7",
                        "return x * 8"));
    }

    private static List<Edit> changes() {
        return List.of(
                changed("a constant in a lambda", "v -> v * 3", "v -> v * 4", "Step.run"),
                changed("a constant of another class", "OFFSET = 10", "OFFSET = 11", "Step.run"),
                changed("a constant in a helper", "* 1.5", "* 1.6", "Helper.scale"),
                changed("a constant in a helper's helper", "v - 0.25", "v - 0.5", "Helper.deeper"),
                changed("the method that a method reference names", "return v / 2", "return v / 3", "Helper.half"),
                changed(
                        "another method in a method reference",
                        "Helper::half",
                        "Helper::unused",
                        "Step.run",
                        "Helper.half",
                        "Helper.unused"),
                changed("an anonymous class", "v * v + shift", "v * v - shift", "Step.run"),
                changed("what a lambda or anonymous class captures", "shift = x / 4", "shift = x / 8", "Step.run"),
                changed("a static initializer", "\"helper\", \"1\"", "\"helper\", \"2\"", "Helper.static initializer"),
                changed("a value in a static table", "{1, 2, 3}", "{1, 2, 4}", "Step.static initializer"),
                changed("the initial value of a field", "gain = 2.0", "gain = 2.5", "Step.constructor"),
                changed("a concatenated string", "y + \"!\"", "y + \"?\"", "Step.run"),
                changed("a case of a switch over strings", "case \"two\" -> 2", "case \"zwei\" -> 2", "Step.word"),
                changed(
                        "the result of a case of a switch over an enum",
                        "GREEN: return 2",
                        "GREEN: return 5",
                        "Step.colour"),
                changed("the constant of a case of a switch over an enum", "case GREEN:", "case BLUE:", "Step.colour"),
                changed("the data of an enum's constant", "SUMMER(20)", "SUMMER(25)", "Season.static initializer"),
                changed("a method of a record", "return 3 * radius", "return 4 * radius", "Circle.area"),
                changed(
                        "the pattern that a value is matched with",
                        "o instanceof Circle c ?",
                        "o instanceof Circle c && c.radius() > 1 ?",
                        "Step.shape",
                        "Circle.radius"),
                changed("the implementation behind an interface", "return v * 0.5", "return v * 0.6", "Otsu.of"),
                changed(
                        "the `toString` of an object that it creates",
                        "String toString() { return text; }",
                        "String toString() { return text + text; }",
                        "Note.toString"),
                changed("a constructor", "this.text = text;", "this.text = text.trim();", "Note.constructor"),
                changed("the order of two calls", "level.of(x) + gain", "gain + level.of(x)", "Step.run"));
    }

    private static List<Edit> falseChanges() {
        return List.of(
                harmlessButSeen("a line that logs", "double shift", "System.out.println(y); double shift", "Step.run"),
                harmlessButSeen(
                        "a private method renamed", "shape(", "figure(", "Step.run", "Step.shape", "Step.figure"),
                harmlessButSeen("a field renamed", "gain", "factor", "Step.run", "Step.constructor"),
                harmlessButSeen(
                        "a private method taken out of another",
                        "return deeper(v) * 1.5",
                        "return more(deeper(v)); } static double more(double v) { return v * 1.5",
                        "Helper.scale",
                        "Helper.more"),
                harmlessButSeen(
                        "the cases of a switch in another order",
                        "case RED: return 1;\n            case GREEN: return 2;",
                        "case GREEN: return 2;\n            case RED: return 1;",
                        "Step.colour"),
                harmlessButSeen(
                        "another class that implements a called interface",
                        "class Constants",
                        "class Other implements Level { public double of(double v) { return v; } } class Constants",
                        "Other.of",
                        "Other.constructor"),
                harmlessButSeen(
                        "a static initializer that does nothing of interest",
                        "class Note {",
                        "class Note { static { System.getProperty(\"x\"); }",
                        "Note.static initializer"));
    }

    private static List<Edit> missed() {
        return List.of(
                unseen(
                        "a method that is called by reflection",
                        "number(double v) { return v; }",
                        "number(double v) { return -v; }"),
                unseen("a lambda that code outside of the step put into a field", "v -> v + 5", "v -> v + 6"));
    }

    private static Edit same(String what, String from, String to) {
        return new Edit(what, from, to, Kind.HARMLESS, Set.of());
    }

    private static Edit changed(String what, String from, String to, String... parts) {
        return new Edit(what, from, to, Kind.CHANGE, new TreeSet<>(Set.of(parts)));
    }

    private static Edit harmlessButSeen(String what, String from, String to, String... parts) {
        return new Edit(what, from, to, Kind.FALSE_CHANGE, new TreeSet<>(Set.of(parts)));
    }

    private static Edit unseen(String what, String from, String to) {
        return new Edit(what, from, to, Kind.MISSED, Set.of());
    }

    String edited() {
        String edited = PROGRAM.replace(from, to);
        if (edited.equals(PROGRAM)) {
            throw new AssertionError("The program has no \"" + from + "\".");
        }
        return edited;
    }

    @Override
    public String toString() {
        return what;
    }
}
