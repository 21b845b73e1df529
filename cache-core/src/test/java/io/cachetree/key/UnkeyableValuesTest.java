package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.InvalidStepException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnkeyableValuesTest {

    private static final String UNKNOWN = """
            nothing says what makes two objects of "io.cachetree.key.UnkeyableValuesTest$Viewer" the same. Mark the \
            parameter @Unkeyed, register a Fingerprinter for the class, or make it a record.""";

    private final Fingerprints fingerprints = Fingerprints.of(List.of());

    @Test
    void unknownClassNamesTheThreeWaysOut() {
        assertThatThrownBy(() -> fingerprints.of(new Viewer()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot fingerprint the value: " + UNKNOWN);
    }

    @Test
    void messageSaysWhereInsideTheValueItIs() {
        Object options = new Options(Map.of("mouse", List.of(1, Optional.of(new Options(new Viewer())))));

        assertThatThrownBy(() -> fingerprints.of(options))
                .isInstanceOf(UnkeyableValueException.class)
                .hasMessage("Cannot fingerprint \"viewer[\"mouse\"][1].viewer\": " + UNKNOWN)
                .extracting(e -> ((UnkeyableValueException) e).path())
                .isEqualTo("viewer[\"mouse\"][1].viewer");
    }

    @Test
    void messageSaysWhichKeyOfAMapItIs() {
        assertThatThrownBy(() -> fingerprints.of(Map.of(new Viewer(), 1)))
                .hasMessage("Cannot fingerprint \"[key Viewer[..]]\": " + UNKNOWN);
    }

    @Test
    void stepAndParameterCanBeAdded() {
        StepId step = StepId.parse("org.lab.CellDensity.measure(D)D");

        assertThatThrownBy(() -> fingerprints.of(new Options(new Viewer())))
                .isInstanceOfSatisfying(
                        UnkeyableValueException.class,
                        e -> assertThat(e.in("options", step))
                                .hasMessage("Cannot fingerprint \"options.viewer\" of step \"CellDensity.measure\": "
                                        + UNKNOWN)
                                .extracting(UnkeyableValueException::path)
                                .isEqualTo("options.viewer"));
        assertThatThrownBy(() -> fingerprints.of(List.of(new Viewer())))
                .isInstanceOfSatisfying(
                        UnkeyableValueException.class,
                        e -> assertThat(e.in("options", step))
                                .hasMessageStartingWith("Cannot fingerprint \"options[0]\" of step"));
        assertThatThrownBy(() -> fingerprints.of(new Viewer()))
                .isInstanceOfSatisfying(
                        UnkeyableValueException.class,
                        e -> assertThat(e.in("viewer", step))
                                .hasMessageStartingWith("Cannot fingerprint \"viewer\" of step"));
    }

    static Stream<Object> valuesWithoutContent() {
        Viewer viewer = new Viewer();
        Supplier<Viewer> reference = Viewer::new;
        return Stream.of(reference, (Supplier<Class<?>>) viewer::getClass, (Supplier<Viewer>) () -> viewer);
    }

    @ParameterizedTest
    @MethodSource("valuesWithoutContent")
    void lambdasAreRefused(Object lambda) {
        assertThatThrownBy(() -> fingerprints.of(lambda)).hasMessage("""
                Cannot fingerprint the value: it is a lambda, which has no content to compare. Mark the parameter \
                @Unkeyed, or pass an enum constant or a record that implements the interface.""");
    }

    static Stream<Object> valuesThatAreReadOnce() {
        return Stream.of(Stream.of(1), List.of(1).iterator(), new ByteArrayInputStream(new byte[1]));
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreReadOnce")
    void whatCanBeReadOnceIsLeftToTheStep(Object value) {
        assertThatThrownBy(() -> fingerprints.of(value))
                .hasMessageContaining("can be read only once, and the step needs it. Pass a List, an array or a Path");
    }

    @Test
    void threadsAndPlainObjectsAreRefused() {
        assertThatThrownBy(() -> fingerprints.of(Thread.currentThread())).hasMessageContaining("\"java.lang.Thread\"");
        assertThatThrownBy(() -> fingerprints.of(new Object())).hasMessageContaining("\"java.lang.Object\"");
    }

    @Test
    void fileIsPointedToPath() {
        assertThatThrownBy(() -> fingerprints.of(new File("scan.tif"))).hasMessage("""
                Cannot fingerprint the value: a "java.io.File" may stand for a name or for a content. Pass a \
                java.nio.file.Path, whose content counts, or a String.""");
    }

    @Test
    void collectionWithoutAnOrderIsRefused() {
        assertThatThrownBy(() -> fingerprints.of(new HashMap<>(Map.of(1, 2)).values()))
                .hasMessage("""
                Cannot fingerprint the value: the collection is no List, Queue or Set, so that its order may change from \
                run to run. Pass List.copyOf(...) or Set.copyOf(...) of it.""");
    }

    @Test
    void aValueThatContainsItselfIsAClearError() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(Optional.of(Set.of(new Options(cyclic))));

        assertThatThrownBy(() -> fingerprints.of(cyclic)).hasMessage("""
                Cannot fingerprint "[0].viewer": the "java.util.ArrayList" there contains itself. Mark the parameter \
                @Unkeyed, or break the cycle.""");
    }

    @Test
    void aValueThatIsNestedTooDeepIsAClearErrorAndOneThatIsNotPasses() {
        assertThat(fingerprints.of(nested(256))).isNotNull();
        assertThatThrownBy(() -> fingerprints.of(nested(100_000)))
                .hasMessageContaining(
                        "it is nested more than 256 levels deep. Use a flatter structure, such as a List.");
    }

    @Test
    void aValueThatOccursTwiceContainsNoCycle() {
        List<Object> shared = List.of(1);

        assertThat(fingerprints.of(List.of(shared, shared)))
                .isEqualTo(fingerprints.of(List.of(List.of(1), List.of(1))));
    }

    @Test
    void aFailingAccessorIsNamed() {
        assertThatThrownBy(() -> fingerprints.of(List.of(new Broken(1))))
                .hasMessage("""
                Cannot fingerprint "[0]": its accessor "level()" threw java.lang.IllegalStateException: no level. Repair \
                the accessor.""")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterAFailureTheNextValueIsTakenAsEver() {
        Fingerprint before = fingerprints.of(List.of(1));
        assertThatThrownBy(() -> fingerprints.of(List.of(1, new Viewer()))).isInstanceOf(InvalidStepException.class);

        assertThat(fingerprints.of(List.of(1))).isEqualTo(before);
    }

    private static Object nested(int depth) {
        Object value = 1;
        for (int i = 0; i < depth; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return value;
    }

    private static final class Viewer {}

    private record Options(@Nullable Object viewer) {}

    record Broken(int level) {
        @Override
        public int level() {
            throw new IllegalStateException("no level");
        }
    }
}
