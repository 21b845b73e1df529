package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.pruning.Deletion;
import io.cachetree.maintenance.pruning.Invalidate;
import io.cachetree.maintenance.pruning.Removal;
import io.cachetree.maintenance.pruning.Trash;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.testkit.ChildJvm;
import io.cachetree.testkit.Fault;
import io.cachetree.testkit.FaultyStore;
import io.cachetree.testkit.Race;
import io.cachetree.testkit.SimulatedCrash;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens while things go to the trash and come back: nothing is lost, and runs beside it are right. */
@Tag("once")
class PruneFaultsTest {

    private static final boolean IS_LONG = Boolean.getBoolean("cachetree.long");
    private static final int KILLS = IS_LONG ? 200 : 6;
    private static final int RUNS = IS_LONG ? 400 : 30;

    /** The short form lets every fourth operation fail, other ones each time. */
    private static final int STRIDE = IS_LONG ? 1 : 4;

    private final long seed = Long.getLong("cachetree.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path temp;

    private Path whole;

    @BeforeEach
    void make() throws IOException {
        System.out.println("PruneFaultsTest: -Dcachetree.seed=" + seed);
        whole = temp.resolve("whole");
        run(whole, SmallPipeline.INPUT, CacheOptions.INHERITED);
        run(whole, SmallPipeline.INPUT, CacheOptions.of(Reuse.REFRESH));
    }

    /** What is done to a tree that is healthy again, before everything is restored. */
    enum Then {
        NOTHING,
        MENDED
    }

    /** Those that add least are for the long form. */
    static List<Arguments> faults() {
        List<Arguments> usual = List.of(
                Arguments.of(Fault.How.CRASH, Fault.When.AFTER, Then.MENDED),
                Arguments.of(Fault.How.ONCE, Fault.When.AFTER, Then.NOTHING));
        List<Arguments> rest = List.of(
                Arguments.of(Fault.How.CRASH, Fault.When.AFTER, Then.NOTHING),
                Arguments.of(Fault.How.ONCE, Fault.When.BEFORE, Then.MENDED));
        return IS_LONG ? Stream.concat(usual.stream(), rest.stream()).toList() : usual;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverFailsWhileThingsGoToTheTrashNothingIsLost(Fault.How how, Fault.When when, Then then)
            throws IOException {
        int operation = -random.nextInt(STRIDE);
        FaultyStore store;
        do {
            operation += STRIDE;
            Path root = copy("put-" + operation);
            List<Removal> all = all(root);
            store = new FaultyStore(Store.directory(root), new Fault(operation, how, when));
            FaultyStore faulty = store;
            runInto(() -> {
                Trash trash = new Trash(faulty);
                all.forEach(trash::put);
            });
            endOwners(root);
            if (then == Then.MENDED) {
                new Trash(Store.directory(root)).mend();
                assertIsWhole(root);
            }
            restoreAll(root);
            assertNothingIsLost(root);
        } while (store.operations() >= operation);
        assertThat(operation).as("operations").isGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverFailsWhileThingsComeBackNothingIsLost(Fault.How how, Fault.When when, Then then) throws IOException {
        Trash all = new Trash(Store.directory(whole));
        all(whole).forEach(all::put);
        int operation = -random.nextInt(STRIDE);
        FaultyStore store;
        do {
            operation += STRIDE;
            Path root = copy("restore-" + operation);
            store = new FaultyStore(Store.directory(root), new Fault(operation, how, when));
            FaultyStore faulty = store;
            runInto(() -> {
                Trash trash = new Trash(faulty);
                trash.list().forEach(trash::restore);
            });
            endOwners(root);
            if (then == Then.MENDED) {
                new Trash(Store.directory(root)).mend();
            }
            restoreAll(root);
            assertNothingIsLost(root);
        } while (store.operations() >= operation);
        assertThat(operation).as("operations").isGreaterThan(20);
    }

    @Test
    void whoeverIsKilledWhileThingsGoAndComeLosesNothing() throws Exception {
        for (int kills = 0; kills < KILLS; kills++) {
            assertThat(new ChildJvm(temp, ThereAndBack.class.getName(), whole.toString())
                            .killAfter(Duration.ofMillis(400 + random.nextInt(800))))
                    .isTrue();
            new Trash(Store.directory(whole)).mend();
            restoreAll(whole);
            assertNothingIsLost(whole);
        }
    }

    /** Takes everything out of a tree and brings it back, until it is killed. */
    static final class ThereAndBack {

        private ThereAndBack() {}

        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            while (true) {
                Trash trash = new Trash(Store.directory(root));
                all(root).forEach(trash::put);
                trash.list().forEach(trash::restore);
            }
        }
    }

    @Test
    void runsAreRightWhileOthersPruneAndRestore() throws Exception {
        AtomicInteger running = new AtomicInteger(2);
        AtomicInteger moved = new AtomicInteger();

        Race.of(4, runner -> runner < 2 ? runs(runner, running, moved) : prunes(running, moved));

        assertThat(moved).hasPositiveValue();
        run(whole, SmallPipeline.INPUT, CacheOptions.INHERITED);
        assertThat(run(whole, SmallPipeline.INPUT, CacheOptions.INHERITED)).isEmpty();
    }

    private Callable<Void> runs(int runner, AtomicInteger running, AtomicInteger moved) {
        return () -> {
            try {
                for (int i = 0; i < RUNS || moved.get() == 0; i++) {
                    run(whole, SmallPipeline.INPUT, CacheOptions.of(i % 10 == runner ? Reuse.REFRESH : Reuse.REUSE));
                }
            } finally {
                running.decrementAndGet();
            }
            return null;
        };
    }

    private Callable<Void> prunes(AtomicInteger running, AtomicInteger moved) {
        return () -> {
            while (running.get() > 0) {
                Trash trash = new Trash(Store.directory(whole));
                for (Removal each : all(whole)) {
                    moved.addAndGet(trash.put(each) == Trash.Moved.TO_TRASH ? 1 : 0);
                }
                restoreWhatHasRoom(trash);
            }
            return null;
        };
    }

    private static void restoreWhatHasRoom(Trash trash) {
        for (Deletion each : trash.list()) {
            try {
                trash.restore(each);
            } catch (InvalidStepException somethingElseStandsThere) {
                assertThat(somethingElseStandsThere).hasMessageStartingWith("Cannot restore ");
            }
        }
    }

    private static List<Removal> all(Path root) {
        return Invalidate.nodeAndBelow(Store.directory(root), NodePath.ROOT).goes();
    }

    private Path copy(String name) throws IOException {
        return new TreeFiles(whole).copyTo(temp.resolve(name)).root();
    }

    /** As if the process were gone that wrote the notes. */
    private static void endOwners(Path root) throws IOException {
        for (Path note : new TreeFiles(root)
                .all().stream().filter(file -> file.endsWith("about.txt")).toList()) {
            Path file = root.resolve(note);
            Files.writeString(
                    file, Files.readString(file).replaceFirst("started: .*", "started: 2001-01-01T00:00:00Z"));
        }
    }

    private static void restoreAll(Path root) {
        Trash trash = new Trash(Store.directory(root));
        trash.list().forEach(trash::restore);
        assertThat(trash.list()).isEmpty();
    }

    private static void assertIsWhole(Path root) {
        assertThat(Verify.of(Store.directory(root), NodePath.ROOT)
                        .run(bytes -> {})
                        .damages())
                .isEmpty();
    }

    private static void assertNothingIsLost(Path root) throws IOException {
        assertIsWhole(root);
        assertThat(run(root, SmallPipeline.INPUT, CacheOptions.INHERITED)).isEmpty();
    }

    private static void runInto(Runnable work) {
        try {
            work.run();
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("fault at operation");
        } catch (SimulatedCrash crash) {
            assertThat(crash).hasMessageStartingWith("The process stops at: ");
        }
    }

    private static List<String> run(Path root, int input, CacheOptions options) throws IOException {
        try (CacheTree tree =
                CacheTree.builder().options(CacheOptions.of(Durability.PROCESS)).open(root)) {
            SmallPipeline steps = SmallPipeline.create();
            assertThat(tree.with(options).<Integer, IOException>call(() -> steps.total(input)))
                    .isEqualTo(SmallPipeline.RESULT);
            return List.copyOf(steps.ran);
        }
    }
}
