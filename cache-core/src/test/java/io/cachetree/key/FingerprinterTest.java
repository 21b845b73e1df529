package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprinterTest {

    private static final Fingerprinter<Shape> AREA = of(Shape.class, (shape, sink) -> sink.put(shape.area()));

    @Test
    void decidesWhatMakesTwoValuesTheSame() {
        Fingerprints fingerprints = Fingerprints.of(List.of(AREA));

        assertThat(fingerprints.of(new Square(2))).isEqualTo(fingerprints.of(new Rectangle(1, 4)));
        assertThat(fingerprints.of(new Square(2))).isNotEqualTo(fingerprints.of(new Square(3)));
    }

    @Test
    void closestTypeWins() {
        Fingerprints fingerprints =
                Fingerprints.of(List.of(AREA, of(Square.class, (square, sink) -> sink.put("a square"))));

        assertThat(fingerprints.of(new Square(2))).isEqualTo(fingerprints.of(new Square(3)));
        assertThat(fingerprints.of(new SmallSquare(2))).isEqualTo(fingerprints.of(new Square(3)));
        assertThat(fingerprints.of(new Square(2))).isNotEqualTo(fingerprints.of(new Rectangle(1, 4)));
    }

    @Test
    void appliesToRecordsAndEnumsThatImplementItsInterface() {
        Fingerprints fingerprints = Fingerprints.of(List.of(AREA));

        assertThat(fingerprints.of(new Tile(4, "one"))).isEqualTo(fingerprints.of(new Tile(4, "other")));
        assertThat(fingerprints.of(Unit.ONE)).isEqualTo(fingerprints.of(new Tile(1, "")));
    }

    @Test
    void replacesTheBuiltInRuleForItsType() {
        Fingerprints fingerprints = Fingerprints.of(
                List.of(of(String.class, (text, sink) -> sink.put(text.strip().length()))));

        assertThat(fingerprints.of(List.of("a "))).isEqualTo(fingerprints.of(List.of("b")));
    }

    @Test
    void doesNotReplaceWhatIsCloserThanAnyObject() {
        Fingerprints fingerprints = Fingerprints.of(List.of(of(Object.class, (value, sink) -> sink.put(0))));

        assertThat(fingerprints.of(new Object())).isEqualTo(fingerprints.of(new Object()));
        assertThat(fingerprints.of(List.of(1))).isNotEqualTo(fingerprints.of(List.of(2)));
    }

    @Test
    void twoThatFitEquallyWellAreAnError() {
        Fingerprints fingerprints = Fingerprints.of(List.of(AREA, of(Named.class, (value, sink) -> sink.put(1))));

        assertThatThrownBy(() -> fingerprints.of(new Flag())).hasMessage("""
                Cannot fingerprint the value: the Fingerprinters for "io.cachetree.key.FingerprinterTest$Shape" and \
                "io.cachetree.key.FingerprinterTest$Named" fit class "io.cachetree.key.FingerprinterTest$Flag" equally \
                well. Register one for Flag itself.""");
    }

    @Test
    void saysHowItsValuesAreShownWhereverTheyAre() {
        Fingerprints fingerprints = Fingerprints.of(List.of(showing("area of %d\n")));

        assertThat(fingerprints.shows(new Square(2))).isEqualTo("area of 4\\n");
        assertThat(fingerprints.shows(List.of(new Square(2), Unit.ONE))).isEqualTo("[area of 4\\n, area of 1\\n]");
        assertThat(fingerprints.shows(new Tile(3, "one"))).isEqualTo("area of 3\\n");
        assertThat(Fingerprints.of(List.of(showing("%d".repeat(201)))).shows(new Square(2)))
                .hasSize(200)
                .endsWith("4…");
    }

    @Test
    void howItsValuesAreShownDoesNotEnterTheKey() {
        assertThat(Fingerprints.of(List.of(showing("%d"))).of(new Square(2)))
                .isEqualTo(Fingerprints.of(List.of(showing("%d square metres"))).of(new Square(2)));
    }

    @Test
    void aValueThatItDoesNotOrCannotShowIsShownAsWithoutIt() {
        assertThat(Fingerprints.of(List.of(AREA)).shows(new Tile(4, "one"))).isEqualTo("Tile[area=4, name=\"one\"]");
        assertThat(Fingerprints.of(List.of(showing("%s %s"))).shows(new Square(2)))
                .isEqualTo("Square[..]");
    }

    private static Fingerprinter<Shape> showing(String format) {
        return new Fingerprinter<>() {
            @Override
            public Class<Shape> type() {
                return Shape.class;
            }

            @Override
            public void fingerprint(Shape shape, FingerprintSink sink) {
                sink.put(shape.area());
            }

            @Override
            public Optional<String> shown(Shape shape) {
                Integer area = shape.area();
                return Optional.of(format.replace("%d", area.toString()).formatted(area));
            }
        };
    }

    @Test
    void piecesAreTypedAndKnowTheirLength() {
        assertThat(List.of(
                                taking((value, sink) -> {}),
                                taking((value, sink) -> sink.put(0)),
                                taking((value, sink) -> sink.unordered(List.of())),
                                taking((value, sink) -> sink.put("ab")),
                                taking((value, sink) -> {
                                    sink.put("a");
                                    sink.put("b");
                                }),
                                taking((value, sink) -> sink.value(List.of("a", "b"))),
                                taking((value, sink) -> sink.named("a", "b")),
                                taking((value, sink) -> sink.unordered(List.of("a", "b"))))
                        .stream()
                        .map(fingerprints -> fingerprints.of(new Flag()))
                        .distinct())
                // A name and a value are a string and a value.
                .hasSize(7);
    }

    @Test
    void nestedValuesFollowTheSameRulesAndErrorsNameThem() {
        Fingerprints fingerprints =
                Fingerprints.of(List.of(of(Flag.class, (flag, sink) -> sink.named("area", new Object()))));

        assertThatThrownBy(() -> fingerprints.of(List.of(new Flag())))
                .hasMessageStartingWith("Cannot fingerprint \"[0].area\": nothing says what makes two objects of");
    }

    @Test
    void itsFailureIsReportedWithThePlaceAndTheCause() {
        Fingerprints fingerprints = Fingerprints.of(List.of(of(Flag.class, (flag, sink) -> {
            throw new IllegalStateException("half-mast");
        })));

        assertThatThrownBy(() -> fingerprints.of(List.of(1, new Flag())))
                .hasMessage("""
                Cannot fingerprint "[1]": reading a "io.cachetree.key.FingerprinterTest$Flag" threw \
                java.lang.IllegalStateException. Repair that, or mark the parameter @Unkeyed.""")
                .hasRootCauseMessage("half-mast");
    }

    @Test
    void isFoundAsAServiceAndYieldsToOneThatIsGiven(@TempDir Path classes) throws IOException {
        declare(classes, FlagFingerprinter.class.getName());

        Fingerprints found = withServices(classes, List.of());
        Fingerprints given = withServices(classes, List.of(of(Flag.class, (flag, sink) -> sink.put("given"))));

        assertThat(found.of(new Flag()))
                .isEqualTo(taking((flag, sink) -> sink.put("found")).of(new Flag()));
        assertThat(given.of(new Flag()))
                .isEqualTo(taking((flag, sink) -> sink.put("given")).of(new Flag()));
    }

    @Test
    void aServiceThatCannotBeLoadedIsNamed(@TempDir Path classes) throws IOException {
        declare(classes, "org.lab.Missing");

        assertThatThrownBy(() -> withServices(classes, List.of()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot load the Fingerprinters: ")
                .hasMessageContaining("org.lab.Missing")
                .hasMessageEndingWith(
                        "Correct the file \"META-INF/services/io.cachetree.key.Fingerprinter\", or the class "
                                + "that it names.");
    }

    private static void declare(Path classes, String fingerprinter) throws IOException {
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(Fingerprinter.class.getName()), fingerprinter);
    }

    private static Fingerprints withServices(Path classes, List<Fingerprinter<?>> given) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return Fingerprints.of(given);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Fingerprints taking(BiConsumer<Flag, FingerprintSink> parts) {
        return Fingerprints.of(List.of(of(Flag.class, parts)));
    }

    private static <T> Fingerprinter<T> of(Class<T> type, BiConsumer<T, FingerprintSink> parts) {
        return new Fingerprinter<>() {
            @Override
            public Class<T> type() {
                return type;
            }

            @Override
            public void fingerprint(T value, FingerprintSink sink) {
                parts.accept(value, sink);
            }
        };
    }

    /** A fingerprinter that a service file can name. */
    public static final class FlagFingerprinter implements Fingerprinter<Flag> {
        @Override
        public Class<Flag> type() {
            return Flag.class;
        }

        @Override
        public void fingerprint(Flag flag, FingerprintSink sink) {
            sink.put("found");
        }
    }

    interface Shape {
        int area();
    }

    interface Named {}

    static final class Flag implements Shape, Named {
        @Override
        public int area() {
            return 1;
        }
    }

    private static class Square implements Shape {
        private final int side;

        Square(int side) {
            this.side = side;
        }

        @Override
        public int area() {
            return side * side;
        }
    }

    private static final class SmallSquare extends Square {
        SmallSquare(int side) {
            super(side);
        }
    }

    private static final class Rectangle implements Shape {
        private final int width;
        private final int height;

        Rectangle(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        public int area() {
            return width * height;
        }
    }

    private record Tile(int area, String name) implements Shape {}

    private enum Unit implements Shape {
        ONE;

        @Override
        public int area() {
            return 1;
        }
    }
}
