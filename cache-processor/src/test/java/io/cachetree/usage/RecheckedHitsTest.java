package io.cachetree.usage;

import static io.cachetree.tree.CacheOptions.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheEvent.StepConfirmed;
import io.cachetree.event.CacheEvent.StepDiffers;
import io.cachetree.event.CacheListener;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.testkit.Race;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Recheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hits are computed again, and steps that are no functions of their inputs are named. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecheckedHitsTest {

    record Region(String name, double density) {}

    record Density(List<Region> regions) {}

    static class Steps {
        final List<String> ran = new CopyOnWriteArrayList<>();
        /** What no key knows of: steps that look at it are not pure. */
        int drift;

        @Cached
        Density measure(int scan) {
            ran.add("measure " + scan);
            return new Density(List.of(new Region("cortex", 0.41), new Region("stem", 0.41 + 0.01 * drift)));
        }

        @Cached
        double[][] smooth(int size) {
            double[][] result = new double[size][size];
            result[1][2] = 1 + 1e-12 * drift;
            return result;
        }

        @Cached
        String report(String title) {
            return title + "\nof run " + drift + "\n";
        }

        @Cached
        Set<String> names(int count) {
            return drift == 0 ? Set.of("a", "b", "c") : Set.copyOf(List.of("c", "b", "a"));
        }

        @Cached
        int heatmap(int size, @CacheUrl @Nullable Path directory) throws IOException {
            if (directory != null) {
                CacheContext.current().log("run " + drift);
                Files.writeString(directory.resolve("heatmap.txt"), "#".repeat(size) + drift);
                Files.writeString(directory.resolve("extra" + (drift > 1 ? drift : 0) + ".txt"), "");
            }
            return size;
        }

        @Cached
        Path draw(int size, @CacheUrl @Nullable Path directory) throws IOException {
            Path at = directory == null ? Path.of("nowhere") : directory.resolve("drawing.txt");
            return Files.writeString(at, "#".repeat(size + drift));
        }

        @Cached
        List<Integer> many(int count) {
            List<Integer> numbers = new ArrayList<>(Collections.nCopies(count, 7));
            numbers.set(count / 2, 7 + (count % 2) * drift);
            return numbers;
        }

        @Cached
        int fails(int number) throws IOException {
            if (drift > 0) {
                throw new IOException("no microscope " + number + "\n  at all");
            }
            return number;
        }

        @Cached
        int outer(int number) {
            ran.add("outer " + number);
            return inner(number) + 1;
        }

        @Cached
        int inner(int number) {
            ran.add("inner " + number);
            return number + drift;
        }

        @Cached
        int sorts(int[] numbers) {
            numbers[0] += drift;
            return 1;
        }

        @Cached
        CompletableFuture<Integer> later(int number) {
            ran.add("later");
            return CompletableFuture.completedFuture(number + drift);
        }

        @Cached
        @Nullable String comment(int number) {
            return drift == 0 ? null : "drifted";
        }
    }

    @TempDir
    private Path temp;

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    private CacheTree open() {
        return CacheTree.builder().listener(events::add).open(temp.resolve("tree"));
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    /** Some calls of steps. */
    @FunctionalInterface
    private interface Calls {
        void of(Steps steps) throws IOException;
    }

    /** Commits, then drifts away and calls again with all hits rechecked. */
    private List<String> differences(CacheTree tree, Calls calls) throws IOException {
        Steps steps = steps(tree);
        calls.of(steps);
        steps.drift++;
        CacheTree.Work<@Nullable Void, IOException> again = () -> {
            calls.of(steps);
            return null;
        };
        tree.with(verify(1, 42)).call(again);
        return differences();
    }

    private List<String> differences(Calls calls) throws IOException {
        try (CacheTree tree = open()) {
            return differences(tree, calls);
        }
    }

    private List<String> differences() {
        return of(StepDiffers.class)
                .map(differs -> differs.call().node() + ": " + differs.difference())
                .toList();
    }

    private <E extends CacheEvent> Stream<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    private List<String> confirmed() {
        return of(StepConfirmed.class)
                .map(each -> each.call().node().toString())
                .toList();
    }

    @Test
    void recordThatDiffersIsNamedByThePathOfItsProperty() throws IOException {
        assertThat(differences(steps -> steps.measure(1)))
                .containsExactly("measure: $.regions[1].density: 0.41 -> 0.42");
    }

    @Test
    void codecThatFailsInTheComparisonHarmsNothing() {
        Codec<Density> broken = new Codec<>() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public void encode(Density value, Target target) throws IOException {
                target.create("density.txt").close();
            }

            @Override
            public Density decode(Source source) {
                return new Density(List.of());
            }

            @Override
            public Optional<String> firstDifference(Source before, Source now) {
                throw new IllegalStateException("not yet written");
            }
        };
        try (CacheTree tree = CacheTree.builder()
                .codec((type, codecs) -> type == Density.class ? Optional.of(broken) : Optional.empty())
                .listener(events::add)
                .open(temp.resolve("tree"))) {
            Steps steps = steps(tree);
            steps.measure(1);

            assertThat(tree.with(verify(1)).<Density, RuntimeException>call(() -> steps.measure(1)))
                    .isEqualTo(new Density(List.of()));
        }
        assertThat(of(CacheEvent.StepRechecking.class)).hasSize(1);
        assertThat(differences()).isEmpty();
        assertThat(confirmed()).isEmpty();
    }

    @Test
    void callerGetsTheCommittedResult() {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            Density first = steps.measure(1);
            steps.drift = 1;

            assertThat(tree.with(verify(1)).<Density, RuntimeException>call(() -> steps.measure(1)))
                    .isEqualTo(first);
            assertThat(steps.ran).containsExactly("measure 1", "measure 1");
        }
    }

    @Test
    void arrayThatDiffersIsNamedByItsIndex() throws IOException {
        assertThat(differences(steps -> steps.smooth(3)))
                .containsExactly("smooth: result.npy[1, 2]: 1.0 -> 1.000000000001");
    }

    @Test
    void numbersMayDifferByTheToleranceOfTheirCodec() throws IOException {
        try (CacheTree tree = CacheTree.builder()
                .codec(CodecProvider.tolerant(1e-9, double[][].class, Density.class))
                .listener(events::add)
                .open(temp.resolve("tree"))) {
            assertThat(differences(tree, steps -> {
                        steps.smooth(3);
                        steps.measure(1);
                    }))
                    .as("one in 10^12 is tolerated, one in 41 is not")
                    .containsExactly("measure: $.regions[1].density: 0.41 -> 0.42");
        }
        assertThat(confirmed()).containsExactly("smooth");
    }

    @Test
    void textThatDiffersIsNamedByItsLine() throws IOException {
        assertThat(differences(steps -> {
                    steps.report("Density");
                    steps.report("x".repeat(100_000));
                }))
                .containsExactly(
                        "report: line 2: \"of run 0\\n\" -> \"of run 1\\n\"",
                        "report: line 2: \"of run 0\\n\" -> \"of run 1\\n\"");
    }

    @Test
    void orderOfASetIsNoDifference() throws IOException {
        assertThat(differences(steps -> steps.names(3))).isEmpty();
        assertThat(confirmed()).containsExactly("names");
    }

    @Test
    void nullIsAResult() throws IOException {
        assertThat(differences(steps -> steps.comment(3))).containsExactly("comment: $: null -> a value");
    }

    @Test
    void fileOfTheStepThatDiffersIsNamedByItsByte() throws IOException {
        assertThat(differences(steps -> steps.heatmap(3, null)))
                .containsExactly("heatmap: heatmap.txt, byte 3: 30 -> 31");
    }

    @Test
    void fileThatIsNotWrittenAgainIsNamed() throws IOException {
        assertThat(differences(steps -> {
                    steps.drift = steps.drift == 1 ? 2 : 0;
                    steps.heatmap(3, null);
                }))
                .containsExactly("heatmap: extra0.txt, it is missing now");
    }

    @Test
    void fileThatIsTheResultIsComparedByteByByte() throws IOException {
        assertThat(differences(steps -> steps.draw(3, null))).containsExactly("draw: drawing.txt, byte 3: end -> 23");
    }

    @Test
    void resultThatIsTooLargeForTheRecordIsComparedAsWell() throws IOException {
        assertThat(differences(steps -> {
                    steps.many(50_000);
                    steps.many(50_001);
                }))
                .containsExactly("many: $[25000]: 7 -> 8");
        assertThat(confirmed()).containsExactly("many");
    }

    @Test
    void stepThatThrowsIsReportedAndHarmsNothing() throws IOException {
        assertThat(differences(steps -> assertThat(steps.fails(7)).isEqualTo(7)))
                .containsExactly("fails: it threw java.io.IOException: no microscope 7");
    }

    @Test
    void stepThatChangesAnInputIsReported() throws IOException {
        assertThat(differences(steps -> steps.sorts(new int[] {1, 2})))
                .containsExactly("sorts: its parameter \"numbers\" changed while it ran, int[2] with other content");
    }

    @Test
    void subStepsAreReadAndRecheckedThemselves() throws IOException {
        assertThat(differences(steps -> steps.outer(1))).containsExactly("outer/inner: $: 1 -> 2");
        assertThat(confirmed()).as("it depends on nothing but its sub-step").containsExactly("outer");
    }

    private void forgetInner() throws IOException {
        try (Stream<Path> records = Files.list(temp.resolve("tree/outer/inner"))) {
            for (Path each : records.toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void subStepThatIsMissingMeanwhileIsAnOrdinaryStep() throws IOException {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            steps.outer(1);
            forgetInner();
            tree.with(verify(1)).call(() -> steps.outer(1));

            assertThat(steps.ran).containsExactly("outer 1", "inner 1", "outer 1", "inner 1");
            assertThat(temp.resolve("tree/outer/inner")).isDirectoryContaining("glob:**.json");
            assertThat(confirmed()).containsExactly("outer");
        }
    }

    @Test
    void subStepThatIsMissingRunsOnceForAllRechecksAtTheSameTime() throws Exception {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            steps.outer(1);
            forgetInner();
            List<Integer> results = Race.of(
                    16, runner -> () -> tree.with(verify(1)).<Integer, RuntimeException>call(() -> steps.outer(1)));

            assertThat(results).hasSize(16).containsOnly(2);
            assertThat(of(CacheEvent.StepCommitted.class)
                            .filter(each -> each.call().node().toString().equals("outer/inner")))
                    .as("once before, and once now")
                    .hasSize(2);
            assertThat(differences()).isEmpty();
        }
    }

    @Test
    void nothingIsWrittenIntoTheTree() throws IOException {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            steps.heatmap(3, null);
            steps.smooth(3);
            Map<String, String> before = files();
            steps.drift = 1;
            tree.with(verify(1)).call(() -> steps.smooth(3));
            CacheTree.Work<Integer, IOException> heatmap = () -> steps.heatmap(3, null);
            tree.with(verify(1)).call(heatmap);

            assertThat(differences()).hasSize(2);
            assertThat(files()).isEqualTo(before);
        }
    }

    /** Without the signs of life. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(temp.resolve("tree"))) {
            for (Path each : paths.filter(file ->
                            Files.isRegularFile(file) && !file.toString().contains("/.use/"))
                    .toList()) {
                files.put(each.toString(), Files.readString(each, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void shareOfNoneRechecksNothing() {
        assertThat(rechecked(new Recheck(0, 1))).isEmpty();
        assertThat(of(CacheEvent.StepRechecking.class)).isEmpty();
    }

    @Test
    void shareAndSeedDecideWhichHitsAreRechecked() {
        Set<Integer> half = Set.copyOf(rechecked(new Recheck(0.5, 1)));

        assertThat(half).hasSizeBetween(30, 70);
        assertThat(rechecked(new Recheck(0.5, 1))).containsExactlyInAnyOrderElementsOf(half);
        assertThat(rechecked(new Recheck(0.5, 2))).isNotEqualTo(half).hasSizeBetween(30, 70);
        assertThat(rechecked(new Recheck(1, 1))).hasSize(100);
    }

    /** The keys depend on nothing but the class file and the numbers, so what is taken is the same in each run. */
    private List<Integer> rechecked(Recheck sample) {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            IntStream.range(0, 100).forEach(steps::inner);
            steps.ran.clear();
            tree.with(CacheOptions.of(sample)).call(() -> {
                IntStream.range(0, 100).forEach(steps::inner);
                return true;
            });
            return steps.ran.stream()
                    .map(each -> Integer.valueOf(each.substring("inner ".length())))
                    .toList();
        }
    }

    @Test
    void hitIsRecheckedOnceInARun() {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            steps.inner(1);
            tree.with(verify(1)).call(() -> steps.inner(1) + steps.inner(1) + steps.outer(1));

            assertThat(steps.ran).containsExactly("inner 1", "inner 1", "outer 1", "inner 1");
        }
    }

    @Test
    void equalCallsAtTheSameTimeDoNotWaitForEachOther() throws Exception {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            steps.outer(1);
            List<Integer> results = Race.of(
                    16, runner -> () -> tree.with(verify(1)).<Integer, RuntimeException>call(() -> steps.outer(1)));

            assertThat(results).hasSize(16).containsOnly(2);
            assertThat(differences()).isEmpty();
            assertThat(confirmed()).hasSize(32);
        }
    }

    @Test
    void asynchronousStepsAreLeftOut() {
        try (CacheTree tree = open()) {
            Steps steps = steps(tree);
            steps.later(1).join();
            steps.drift = 1;

            assertThat(tree.with(verify(1))
                            .<Integer, RuntimeException>call(
                                    () -> steps.later(1).join()))
                    .isEqualTo(1);
            assertThat(steps.ran).containsExactly("later");
        }
    }

    @Test
    void shareThatIsNoneIsRefused() {
        assertThatThrownBy(() -> verify(2))
                .isExactlyInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot recheck a share of 2.0 of the hits: a share is a number from 0 to 1. \
                        Give 0.02 for one of fifty, or 1 for all.""");
        assertThatThrownBy(() -> verify(Double.NaN)).isExactlyInstanceOf(InvalidStepException.class);
    }

    @Test
    void consoleNamesWhatDiffersAtTheEndOfTheRun() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (CacheTree tree =
                CacheTree.builder().listener(CacheListener.console(out)).open(temp.resolve("tree"))) {
            Steps steps = steps(tree);
            steps.outer(1);
            bytes.reset();
            steps.drift = 1;
            tree.with(verify(1, 42)).call(() -> steps.outer(1));
        }
        String printed = bytes.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replaceAll(" +[0-9.]+ m?s\\b", " TIME")
                .replaceAll("\\([0-9a-z]{12}\\)", "(KEY)")
                .replaceAll(" +of [0-9]{4}-.*", "");
        GoldenMessage.assertEquals(printed.stripTrailing(), "rechecked-run");
    }
}
