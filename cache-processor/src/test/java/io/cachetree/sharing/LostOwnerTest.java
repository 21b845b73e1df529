package io.cachetree.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.entry.EntryNames;
import io.cachetree.event.CacheEvent;
import io.cachetree.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process that computes a step is killed, or stopped and continued. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("once")
class LostOwnerTest {

    private static final Duration SHORT = Duration.ofMillis(800);

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path temp;

    private Path signs;
    private Path root;
    private ChildJvm program;
    private Optional<Process> owner = Optional.empty();

    @BeforeEach
    void makeSigns() throws IOException {
        signs = Files.createDirectory(temp.resolve("signs"));
        root = temp.resolve("tree");
        program = owner(Duration.ofHours(1));
    }

    private ChildJvm owner(Duration lease) {
        return new ChildJvm(temp, HoldingProgram.class.getName(), root.toString(), signs.toString(), lease.toString());
    }

    @AfterEach
    void kill() {
        owner.ifPresent(Process::destroyForcibly);
    }

    private Process startOwner(ChildJvm which) {
        program = which;
        Process process = program.start();
        owner = Optional.of(process);
        HoldingProgram.await(signs.resolve("started-by-owner"));
        return process;
    }

    private CacheTree open() {
        return CacheTree.builder().listener(events::add).open(root);
    }

    private void go(String who) throws IOException {
        Files.createFile(signs.resolve("go-" + who));
    }

    private String whyTakenOver() {
        return events.stream()
                .filter(CacheEvent.StepTakenOver.class::isInstance)
                .map(event -> ((CacheEvent.StepTakenOver) event).reason())
                .findFirst()
                .orElseThrow();
    }

    private List<String> claims() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("held"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(EntryNames::isClaim)
                    .sorted()
                    .toList();
        }
    }

    private long records() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("held"))) {
            return files.filter(file -> EntryNames.isRecord(file.getFileName().toString()))
                    .count();
        }
    }

    @Test
    void killedOwnerIsTakenOverAtOnceWhateverItsLease() throws Exception {
        Process process = startOwner(program);
        process.destroyForcibly().waitFor();
        go("successor");
        try (CacheTree tree = open()) {
            assertThat(HoldingProgram.in(tree).held(1, "successor", signs)).isEqualTo("successor 1");
        }
        assertThat(whyTakenOver()).startsWith("process " + process.pid() + " on ");
        assertThat(claims()).isEmpty();
        assertThat(events).noneMatch(CacheEvent.StepAdopted.class::isInstance);
    }

    @Test
    void ownerThatIsKilledWhileOthersWaitIsTakenOverAtTheNextLook() throws Exception {
        Process process = startOwner(program);
        try (CacheTree tree = open()) {
            CompletableFuture<String> waiting = later(tree);
            await(CacheEvent.StepWaiting.class);
            go("successor");
            process.destroyForcibly().waitFor();

            assertThat(waiting.get()).startsWith("successor");
        }
    }

    private CompletableFuture<String> later(CacheTree tree) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return HoldingProgram.in(tree).held(1, "successor", signs);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void await(Class<?> event) {
        while (events.stream().noneMatch(event::isInstance)) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void awaitThreeLeases(long sinceNanos) {
        while (System.nanoTime() - sinceNanos < SHORT.multipliedBy(3).toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    @Test
    void stoppedOwnerIsTakenOverAndWhatItDoesLaterChangesNothing() throws Exception {
        Process process = startOwner(owner(SHORT));
        signal("STOP", process);
        long stopped = System.nanoTime();
        try (CacheTree tree = open()) {
            CompletableFuture<String> successor = later(tree);
            HoldingProgram.await(signs.resolve("started-by-successor"));
            go("successor");
            assertThat(successor.get()).isEqualTo("successor 1");
            assertThat(whyTakenOver()).endsWith("gave no sign of life for 800 ms");
            awaitThreeLeases(stopped);
            go("owner");
            signal("CONT", process);

            assertThat(process.waitFor()).as(program.printed()).isZero();
            assertThat(program.printed())
                    .as("it uses the result of its successor")
                    .contains("successor 1");
            assertThat(records()).isEqualTo(1);
            assertThat(claims()).isEmpty();
            assertThat(HoldingProgram.in(tree).held(1, "third", signs)).isEqualTo("successor 1");
        }
    }

    @Test
    void ownerThatWakesUpAndFailsLeavesTheClaimOfItsSuccessor() throws Exception {
        Process process = startOwner(owner(SHORT));
        signal("STOP", process);
        long stopped = System.nanoTime();
        try (CacheTree tree = open()) {
            CompletableFuture<String> successor = later(tree);
            HoldingProgram.await(signs.resolve("started-by-successor"));
            awaitThreeLeases(stopped);
            List<String> before = claims();
            assertThat(before).hasSize(2);
            Files.createFile(signs.resolve("fail-owner"));
            go("owner");
            signal("CONT", process);
            assertThat(process.waitFor()).as(program.printed()).isEqualTo(1);
            assertThat(program.printed()).contains("no light");

            assertThat(claims()).isEqualTo(before);
            go("successor");
            assertThat(successor.get()).isEqualTo("successor 1");
            assertThat(claims()).isEmpty();
        }
    }
}
