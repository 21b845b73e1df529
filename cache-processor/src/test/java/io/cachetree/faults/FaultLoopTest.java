package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.testkit.Fault;
import io.cachetree.testkit.FaultyStore;
import io.cachetree.testkit.SimulatedCrash;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The storage fails at its first operation, at its second, and so on until a run comes to its end: after each, a run with
 * healthy storage gives the right result, and computes nothing that was committed. The loop is SQLite's.
 */
@Tag("once")
class FaultLoopTest {

    private static final boolean IS_LONG = Boolean.getBoolean("cachetree.long");
    private static final Set<List<?>> RARE =
            Set.of(List.of(Fault.How.FROM_THEN_ON, Fault.When.AFTER), List.of(Fault.How.CRASH, Fault.When.BEFORE));

    @TempDir
    private Path temp;

    /** The two that add least to the others are for the long form. */
    static Stream<Arguments> faults() {
        return Stream.of(Fault.How.values())
                .flatMap(how -> Stream.of(Fault.When.values()).map(when -> Arguments.of(how, when)))
                .filter(fault -> IS_LONG || !RARE.contains(List.of(fault.get())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverOperationFailsTheNextRunIsRightAndComputesNothingTwice(Fault.How how, Fault.When when)
            throws IOException {
        int operation = 0;
        FaultyStore store;
        do {
            operation++;
            Path root = temp.resolve("run-" + operation);
            store = new FaultyStore(Store.directory(root), new Fault(operation, how, when));
            runInto(store, CacheOptions.INHERITED);
            assertNextRunIsRight(root);
        } while (store.operations() >= operation);
        assertThat(operation).as("operations of a run").isGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsWhileAllIsRefreshedWhatWasCommittedStays(Fault.When when) throws IOException {
        Path golden = temp.resolve("golden");
        run(Store.directory(golden), CacheOptions.INHERITED);
        int operation = 0;
        FaultyStore store;
        do {
            operation++;
            Path root = new TreeFiles(golden)
                    .copyTo(temp.resolve("run-" + operation))
                    .root();
            store = new FaultyStore(Store.directory(root), new Fault(operation, Fault.How.ONCE, when));
            runInto(store, CacheOptions.of(Reuse.REFRESH));
            assertThat(run(Store.directory(root), CacheOptions.INHERITED))
                    .as("ran again")
                    .isEmpty();
        } while (store.operations() >= operation);
    }

    private static void assertNextRunIsRight(Path root) throws IOException {
        Set<String> committed = Files.exists(root) ? new TreeFiles(root).committed() : Set.of();
        List<String> ran = run(Store.directory(root), CacheOptions.INHERITED);
        TreeFiles after = new TreeFiles(root);

        assertThat(ran).as("computed again").noneMatch(committed::contains);
        assertThat(after.committed()).containsExactly("total", "total/names", "total/picture", "total/squares");
        assertThat(after.temporaryFiles()).isEmpty();
        for (Path left : after.attemptsWithoutRecord()) {
            assertThat(isMarkedOrEmpty(root.resolve(left)))
                    .as("a clean-up can tell what %s is", left)
                    .isTrue();
        }
        assertThat(run(Store.directory(root), CacheOptions.INHERITED)).isEmpty();
    }

    /** A directory whose making was answered by an error is empty. */
    private static boolean isMarkedOrEmpty(Path attempt) throws IOException {
        try (Stream<Path> files = Files.list(attempt)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return names.isEmpty() || names.contains(".owner");
        }
    }

    /** Runs into a fault, or to the end: both are fine, as is what it throws. */
    private static void runInto(FaultyStore store, CacheOptions options) throws IOException {
        try {
            run(store, options);
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("fault at operation");
        } catch (SimulatedCrash crash) {
            assertThat(crash).hasMessageStartingWith("The process stops at: ");
        }
    }

    /** Returns what ran, in order. */
    private static List<String> run(Store store, CacheOptions options) throws IOException {
        try (store;
                CacheTree tree = CacheTree.builder()
                        .options(CacheOptions.of(Durability.PROCESS))
                        .open(store)) {
            SmallPipeline steps = SmallPipeline.create();
            assertThat(tree.with(options).<Integer, IOException>call(() -> steps.total(SmallPipeline.INPUT)))
                    .isEqualTo(SmallPipeline.RESULT);
            return new ArrayList<>(steps.ran);
        }
    }
}
