package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Keyed;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.key.FingerprintSink;
import io.cachetree.key.Fingerprinter;
import io.cachetree.key.Fingerprints;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that is another one when the step ends than when it was called is noticed, and nothing is committed. */
class ChangedInputsTest {

    @SuppressWarnings("ArrayRecordComponent")
    record Scan(String name, double[] pixels) {}

    /** Can be read only as long as it is open. */
    static final class Handle {
        private boolean isOpen = true;
    }

    static final class HandleFingerprinter implements Fingerprinter<Handle> {
        @Override
        public Class<Handle> type() {
            return Handle.class;
        }

        @Override
        public void fingerprint(Handle handle, FingerprintSink sink) {
            if (!handle.isOpen) {
                throw new IllegalStateException("closed");
            }
            sink.put(1);
        }
    }

    static class Steps {
        private final List<String> ran = new ArrayList<>();
        private final CompletableFuture<Integer> pending = new CompletableFuture<>();

        @Keyed
        private double scale = 1;

        @Keyed
        private final int[] offsets = {1, 2};

        @Cached
        double normalise(double[] pixels) {
            Arrays.sort(pixels);
            return pixels[0];
        }

        @Cached
        double normaliseLater(Scan scan) {
            Arrays.fill(scan.pixels(), 0);
            return 0;
        }

        @Cached
        int append(List<Integer> cells) {
            cells.add(3);
            return cells.size();
        }

        @Cached
        int measure(Path scan) throws IOException {
            Files.writeString(scan, "measured");
            return 1;
        }

        @Cached
        int consume(Path scan) throws IOException {
            Files.delete(scan);
            return 1;
        }

        @Cached
        int unpack(Path slices) throws IOException {
            Files.writeString(slices.resolve("b.tif"), "b");
            return 1;
        }

        @Cached
        int touch(Path scan) throws IOException {
            ran.add("touch");
            Files.setLastModifiedTime(scan, FileTime.from(Instant.EPOCH));
            Files.createLink(scan.resolveSibling("link.tif"), scan);
            return 1;
        }

        @Cached
        double calibrate() {
            scale = 2;
            return scale;
        }

        @Cached
        int shift() {
            return ++offsets[0];
        }

        @Cached
        CompletableFuture<Integer> later(double[] pixels) {
            return pending;
        }

        @Cached
        int close(Handle handle) {
            ran.add("close");
            handle.isOpen = false;
            return 1;
        }

        @Cached
        double sum(double[] pixels, Scan scan, List<Integer> cells, Path file) {
            ran.add("sum");
            return Arrays.stream(pixels).sum() + scan.pixels().length + cells.size();
        }
    }

    @TempDir
    private Path temp;

    private final List<CacheEvent> events = new ArrayList<>();
    private CacheTree tree;
    private Steps steps;

    @BeforeEach
    void open() {
        tree = CacheTree.builder()
                .fingerprinter(new HandleFingerprinter())
                .listener(events::add)
                .open(temp.resolve("tree"));
        steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private void assertRefused(ThrowingCallable call, String node, String golden) throws IOException {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(golden).isExactlyInstanceOf(InvalidStepException.class);
        GoldenMessage.assertEquals(thrown.getMessage(), golden);
        assertThat(events.get(events.size() - 1)).isInstanceOf(CacheEvent.StepFailed.class);
        assertNothingIsCommittedBut(node, thrown);
    }

    private void assertNothingIsCommittedBut(String node, Throwable thrown) throws IOException {
        try (Stream<Path> items = Files.list(temp.resolve("tree").resolve(node))) {
            assertThat(items.toList())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.resolve("error.txt"))
                            .content()
                            .contains(String.valueOf(thrown.getMessage())));
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(temp.resolve("scan.tif"), content);
    }

    @Test
    void stepThatChangesItsArray() throws IOException {
        assertRefused(() -> steps.normalise(new double[] {3, 1, 2}), "normalise", "changed-array");
    }

    @Test
    void stepThatChangesItsList() throws IOException {
        assertRefused(() -> steps.append(new ArrayList<>(List.of(1, 2))), "append", "changed-list");
    }

    @Test
    void stepThatChangesWhatARecordHolds() {
        assertThatThrownBy(() -> steps.normaliseLater(new Scan("a", new double[] {1})))
                .hasMessageStartingWith("Cannot commit Steps.normaliseLater at node \"normalise-later\": its parameter"
                        + " \"scan\" changed while it ran, Scan[name=\"a\", pixels=double[1]] with other content. ");
    }

    @Test
    void stepThatWritesToItsInputFile() throws IOException {
        Path scan = file("0123456789");
        assertRefused(() -> steps.measure(scan), "measure", "changed-file");
    }

    @Test
    void changeThatTheSizeDoesNotShow() throws IOException {
        Path scan = file("01234567");
        assertThatThrownBy(() -> steps.measure(scan))
                .hasMessageContaining("\"scan\" changed while it ran, scan.tif (8 bytes) with other content.");
    }

    @Test
    void stepThatDeletesItsInputFile() throws IOException {
        Path scan = file("0123456789");
        assertThatThrownBy(() -> steps.consume(scan))
                .hasMessageContaining("\"scan\" changed while it ran, scan.tif (10 bytes) -> scan.tif (missing).");
    }

    @Test
    void stepThatAddsAFileToItsInputDirectory() throws IOException {
        Path slices = Files.createDirectory(temp.resolve("slices"));
        assertThatThrownBy(() -> steps.unpack(slices))
                .hasMessageContaining("\"slices\" changed while it ran, slices (directory) with other content.");
    }

    @Test
    void stepThatAssignsItsKeyedField() throws IOException {
        assertRefused(steps::calibrate, "calibrate", "changed-field");
    }

    @Test
    void stepThatChangesTheArrayInItsKeyedField() {
        assertThatThrownBy(steps::shift)
                .hasMessageContaining("its field \"Steps.offsets\" changed while it ran, int[2] with other content.");
    }

    @Test
    void inputThatChangesBeforeAnAsynchronousStepIsDone() {
        double[] pixels = {1, 2};
        CompletableFuture<Integer> result = steps.later(pixels);
        pixels[0] = 7;
        steps.pending.complete(1);

        assertThat(result.handle((value, thrown) -> thrown).join())
                .hasMessageContaining("its parameter \"pixels\" changed while it ran, double[2] with other content.");
    }

    @Test
    void inputsThatStayAsTheyAreAreCommitted() throws IOException {
        Scan scan = new Scan("a", new double[] {1});
        Path file = file("0123456789");
        steps.sum(new double[] {1, 2}, scan, new ArrayList<>(), file);
        steps.sum(new double[] {1, 2}, scan, new ArrayList<>(), file);

        assertThat(steps.ran).containsExactly("sum");
    }

    @Test
    void handleThatTheStepClosedIsNoOtherInput() {
        steps.close(new Handle());
        steps.close(new Handle());

        assertThat(steps.ran).containsExactly("close");
    }

    @Test
    void fileThatWasTouchedAndLinkedHasTheContentThatItHad() throws IOException {
        Path scan = file("0123456789");
        steps.touch(scan);
        steps.touch(scan);

        assertThat(steps.ran).containsExactly("touch");
    }

    @Test
    void largeArrayIsNotHashedTwice() {
        double[] pixels = new double[Fingerprints.LARGEST_AGAIN / Double.BYTES + 1];
        pixels[0] = 5;

        assertThat(steps.normalise(pixels)).isZero();
        assertThat(pixels[0]).isZero();
    }
}
