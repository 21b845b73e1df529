package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.maintenance.Verify;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.testkit.Fault;
import io.cachetree.testkit.FaultyStore;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.OnStoreFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@link OnStoreFailure#RUN_UNCACHED} a storage that fails costs the caller nothing but what would have been kept. */
@Tag("once")
class UncachedFaultsTest {

    private static final CacheOptions UNCACHED =
            CacheOptions.of(OnStoreFailure.RUN_UNCACHED).with(Durability.PROCESS);

    static class Steps {
        final List<String> ran = new CopyOnWriteArrayList<>();

        @Cached
        int number(int input) {
            ran.add("number");
            return input;
        }

        @Cached
        Path file(int input, @CacheUrl @Nullable Path directory) throws IOException {
            return Files.writeString(Objects.requireNonNull(directory).resolve("out.txt"), "number " + input);
        }

        @Cached
        String text(int input) {
            return "%06d".formatted(input).repeat(20_000);
        }

        @Cached
        CompletableFuture<Integer> later(int input) {
            return CompletableFuture.supplyAsync(() -> input + 1);
        }

        @Cached
        int broken(int input) {
            throw new StoreException("reach", "the microscope's own store " + input, new IOException("no light"));
        }
    }

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path temp;

    private CacheTree open(Store store) {
        return CacheTree.builder().options(UNCACHED).listener(events::add).open(store);
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    private static int operationsOfOpening(Path root) {
        FaultyStore store =
                new FaultyStore(Store.directory(root), new Fault(Integer.MAX_VALUE, Fault.How.ONCE, Fault.When.BEFORE));
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(tree.location()).isEqualTo(store.location());
        }
        try (CacheTree tree = CacheTree.builder().open(store)) {
            assertThat(tree.options()).isNotNull();
            return store.operations();
        }
    }

    @ParameterizedTest
    @CsvSource({"ONCE, BEFORE", "ONCE, AFTER", "FROM_THEN_ON, BEFORE", "FROM_THEN_ON, AFTER"})
    void whateverOperationFailsTheCallerGetsTheRightResultAndNoBodyRunsTwice(Fault.How how, Fault.When when)
            throws IOException {
        int operation = operationsOfOpening(temp.resolve("opened"));
        FaultyStore store;
        do {
            operation++;
            Path root = temp.resolve("run-" + operation);
            CacheTree.open(root).close();
            store = new FaultyStore(Store.directory(root), new Fault(operation, how, when));
            SmallPipeline steps = SmallPipeline.create();
            try (CacheTree tree = open(store)) {
                assertThat(tree.<Integer, IOException>call(() -> steps.total(SmallPipeline.INPUT)))
                        .isEqualTo(SmallPipeline.RESULT);
            }
            assertThat(steps.ran)
                    .as("with a fault at operation %d", operation)
                    .containsExactlyInAnyOrder("total", "total/picture", "total/squares", "total/names");
            assertThat(RecordedRun.in(Store.directory(root)).result()).isEqualTo(SmallPipeline.RESULT);
        } while (store.operations() >= operation);
        assertThat(operation).as("operations of a run").isGreaterThan(30);
        assertThat(events).anyMatch(CacheEvent.StepUncached.class::isInstance);
    }

    @Test
    void whatTheCodecCouldNotWriteInItsPlaceIsNotCommitted() throws IOException {
        int operation = operationsOfOpening(temp.resolve("opened"));
        FaultyStore store;
        do {
            operation++;
            Path root = temp.resolve("run-" + operation);
            CacheTree.open(root).close();
            store = new FaultyStore(Store.directory(root), new Fault(operation, Fault.How.ONCE, Fault.When.BEFORE));
            try (CacheTree tree = open(store)) {
                assertThat(steps(tree).text(3)).hasSize(120_000);
            }
            assertThat(Verify.of(Store.directory(root), NodePath.ROOT)
                            .run(bytes -> {})
                            .damages())
                    .as("with a fault at operation %d", operation)
                    .isEmpty();
        } while (store.operations() >= operation);
    }

    /** Everything fails from the first operation after the opening on. */
    private Store broken() throws IOException {
        Path root = temp.resolve("broken");
        CacheTree.open(root).close();
        int healthy = operationsOfOpening(temp.resolve("opened"));
        return new FaultyStore(
                Store.directory(root), new Fault(healthy + 1, Fault.How.FROM_THEN_ON, Fault.When.BEFORE));
    }

    @Test
    void resultThatIsAFileCanBeReadAsLongAsTheTreeIsOpen() throws IOException {
        try (CacheTree tree = open(broken())) {
            assertThat(steps(tree).file(3, null)).hasContent("number 3");
        }
    }

    @Test
    void valueToComeComes() throws Exception {
        try (CacheTree tree = open(broken())) {
            assertThat(steps(tree).later(3).get()).isEqualTo(4);
        }
    }

    @Test
    void whatABodyThrowsItThrowsAllTheSame() throws IOException {
        try (CacheTree tree = open(broken())) {
            assertThatThrownBy(() -> steps(tree).broken(3)).hasMessageContaining("the microscope's own store 3");
        }
        try (CacheTree tree = open(Store.directory(temp.resolve("healthy")))) {
            assertThatThrownBy(() -> steps(tree).broken(3)).hasMessageContaining("the microscope's own store 3");
        }
        assertThat(events).noneMatch(CacheEvent.StepUncached.class::isInstance);
    }

    @Test
    void whoIsInterruptedWantsToEnd() throws IOException {
        try (CacheTree tree = open(broken())) {
            Steps steps = steps(tree);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> steps.number(3)).isInstanceOf(StoreException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(steps.ran).isEmpty();
        }
    }

    @Test
    void withoutTheOptionTheStorageIsTheCallersConcern() throws IOException {
        try (CacheTree tree = CacheTree.builder().open(broken())) {
            Steps steps = steps(tree);
            assertThatThrownBy(() -> steps.number(3)).isInstanceOf(StoreException.class);
            assertThat(steps.ran).isEmpty();
        }
    }

    @Test
    void consoleSaysWhatIsNotCachedAndWhy() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try (CacheTree tree = CacheTree.builder()
                .options(UNCACHED)
                .listener(CacheListener.console(out))
                .open(broken())) {
            steps(tree).number(3);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("number runs: the storage failed: Cannot look at \"number/")
                .contains("not cached: Cannot look at \"number/")
                .contains("1 step: 0 read, 1 computed");
    }
}
