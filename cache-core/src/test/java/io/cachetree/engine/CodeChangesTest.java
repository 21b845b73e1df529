package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheEvent.CodeDiffers;
import io.cachetree.event.CacheEvent.StepMissed;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodePart;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.OnCodeChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of code does, with code that the test makes up: a digest for each step, of parts. */
class CodeChangesTest {

    private static final StepId MEASURE = StepId.parse("org.lab.Cells.measure(I)I");
    private static final StepId SEGMENT = StepId.parse("org.lab.Cells.segment(I)I");

    @TempDir
    Path root;

    private final Map<StepId, StepCode> code = new HashMap<>();
    private final List<CacheEvent> events = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();

    @Test
    void changedCodeIsComputedAgainAndTheChangedMethodsAreNamed() throws Throwable {
        code(SEGMENT, "org.lab.Otsu level 1", "org.lab.Otsu bins 1", "org.lab.Io close 1");
        segment(7);
        code(SEGMENT, "org.lab.Otsu level 2", "org.lab.Otsu bins 1", "org.lab.Io open 1");

        segment(7);

        assertThat(ran).containsExactly("segment", "segment");
        assertThat(reasons()).containsExactly("never ran", "code changed: Otsu.level, Io.open (new), Io.close (gone)");
    }

    @Test
    void oneChangedMethodIsNamedByItself() throws Throwable {
        code(SEGMENT, "org.lab.Otsu level 1", "org.lab.Otsu bins 1");
        segment(7);
        code(SEGMENT, "org.lab.Otsu level 2", "org.lab.Otsu bins 1");
        segment(7);

        assertThat(reasons()).containsExactly("never ran", "code of Otsu.level changed");
    }

    @Test
    void warnReadsTheResultOfOtherCodeAndSaysSoOnEveryRun() throws Throwable {
        code(SEGMENT, "org.lab.Otsu level 1");
        segment(7);
        code(SEGMENT, "org.lab.Otsu level 2");

        for (int run = 0; run < 2; run++) {
            try (CacheTree tree = open(CacheOptions.of(OnCodeChange.WARN))) {
                assertThat(call(tree, SEGMENT, 7)).isEqualTo(7);
            }
        }

        assertThat(ran).containsExactly("segment");
        assertThat(events)
                .filteredOn(CodeDiffers.class::isInstance)
                .extracting(event -> ((CodeDiffers) event).change().text())
                .containsExactly("code of Otsu.level changed", "code of Otsu.level changed");
    }

    @Test
    void ignoreReadsTheResultOfOtherCodeInSilence() throws Throwable {
        code(SEGMENT, "org.lab.Otsu level 1");
        segment(7);
        code(SEGMENT, "org.lab.Otsu level 2");

        try (CacheTree tree = open(CacheOptions.of(OnCodeChange.IGNORE))) {
            call(tree, SEGMENT, 7);
        }

        assertThat(ran).containsExactly("segment");
        assertThat(events).noneMatch(CodeDiffers.class::isInstance);
    }

    @Test
    void otherInputsAreComputedUnderAnyPolicy() throws Throwable {
        code(SEGMENT, "org.lab.Otsu level 1");
        segment(7);
        code(SEGMENT, "org.lab.Otsu level 2");

        try (CacheTree tree = open(CacheOptions.of(OnCodeChange.IGNORE))) {
            call(tree, SEGMENT, 8);
        }

        assertThat(ran).containsExactly("segment", "segment");
    }

    @Test
    void aVersionThatTheAuthorChangedCountsUnderAnyPolicy() throws Throwable {
        code.put(SEGMENT, StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "1")));
        segment(7);
        code.put(SEGMENT, StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "2")));

        try (CacheTree tree = open(CacheOptions.of(OnCodeChange.IGNORE))) {
            call(tree, SEGMENT, 7);
        }

        assertThat(reasons()).containsExactly("never ran", "version \"1\" -> \"2\"");
    }

    @Test
    void aStepBelowWithOtherCodeIsNamedByItsPathAndMethod() throws Throwable {
        code(MEASURE, "org.lab.Cells measure 1");
        code(SEGMENT, "org.lab.Otsu level 1");
        measure(7);
        code(SEGMENT, "org.lab.Otsu level 2");

        measure(7);

        assertThat(reasons())
                .containsExactly(
                        "never ran",
                        "never ran",
                        "code of measure/segment, which it calls, changed: Otsu.level",
                        "code of Otsu.level changed");
    }

    @Test
    void aParentThatReadTheResultOfOtherCodeIsComputedAgainWhenThatCountsNoMore() throws Throwable {
        code(MEASURE, "org.lab.Cells measure 1");
        code(SEGMENT, "org.lab.Otsu level 1");
        measure(7);
        code(MEASURE, "org.lab.Cells measure 2");
        code(SEGMENT, "org.lab.Otsu level 2");
        try (CacheTree tree = open(CacheOptions.of(OnCodeChange.WARN))) {
            call(tree, MEASURE, 7);
        }
        ran.clear();

        measure(7);

        assertThat(ran).containsExactly("measure", "segment");
    }

    @Test
    void aRecordKeepsThePartsOfTheCode() throws Throwable {
        code(SEGMENT, "org.lab.Otsu level 1", "org.lab.Otsu a%20b 2");
        segment(7);

        assertThat(record()).contains("\"org.lab.Otsu\" : \"level 1 a%2520b 2\"");
    }

    private String record() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("segment"))) {
            Path record = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(record);
        }
    }

    /** Gives a step code of these parts: class, method and digest. */
    private void code(StepId step, String... parts) {
        List<CodePart> list = Stream.of(parts)
                .map(part -> part.split(" "))
                .map(words -> new CodePart(CodePart.Kind.METHOD, words[0], words[1], words[2]))
                .toList();
        CodeDigest digest = new CodeDigest(CodeDigest.Kind.CLASS_FILE, Integer.toHexString(list.hashCode()));
        code.put(step, new StepCode(digest, list, List.of()));
    }

    private void segment(int input) throws Throwable {
        try (CacheTree tree = open(CacheOptions.INHERITED)) {
            call(tree, SEGMENT, input);
        }
    }

    private void measure(int input) throws Throwable {
        try (CacheTree tree = open(CacheOptions.INHERITED)) {
            call(tree, MEASURE, input);
        }
    }

    private CacheTree open(CacheOptions options) {
        return CacheTree.builder().options(options).listener(events::add).open(root);
    }

    private @Nullable Object call(CacheTree tree, StepId step, int input) throws Throwable {
        Scope scope = Optional.ofNullable(Scope.currentOrNull()).orElseGet(tree::scope);
        return scope.call(new StepCall(
                step,
                step.method(),
                List.of(new StepCall.Input(KeyPart.Kind.PARAMETER, "input", input)),
                (which, loader) -> Optional.ofNullable(code.get(which)),
                null,
                Optional.empty(),
                int.class,
                workspace -> body(tree, step, input)));
    }

    private @Nullable Object body(CacheTree tree, StepId step, int input) throws Throwable {
        ran.add(step.method());
        return step.equals(MEASURE) ? call(tree, SEGMENT, input) : input;
    }

    private List<String> reasons() {
        return events.stream()
                .filter(StepMissed.class::isInstance)
                .map(event -> ((StepMissed) event).reason().text())
                .toList();
    }
}
