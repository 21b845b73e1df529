package io.cachetree.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.tree.NodePath;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real library finds the accessor by itself, and carries the context. */
class CacheContextAccessorTest {

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final CacheTree tree = CacheTree.open("memory:");

    private static Optional<NodePath> here() {
        return CacheContext.current().node();
    }

    @AfterEach
    void poolIsNowhereAfterwards() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(pool.submit(CacheContextAccessorTest::here).get()).isEmpty();
        }
        tree.close();
        pool.shutdownNow();
    }

    @Test
    void snapshotCarriesTheContextToAnotherThread() throws Exception {
        ContextSnapshot snapshot = tree.call(SNAPSHOTS::captureAll);

        assertThat(pool.submit(snapshot.wrap(CacheContextAccessorTest::here)).get())
                .contains(NodePath.ROOT);
    }

    @Test
    void wrappedExecutorCarriesIt() {
        ExecutorService wrapped = ContextExecutorService.wrap(pool, SNAPSHOTS);

        assertThat(tree.call(() -> CompletableFuture.supplyAsync(CacheContextAccessorTest::here, wrapped))
                        .join())
                .contains(NodePath.ROOT);
    }

    @Test
    void allElementsOfAParallelStreamAreInTheTree() {
        ContextSnapshot snapshot = tree.call(SNAPSHOTS::captureAll);

        long present = IntStream.range(0, 2000)
                .parallel()
                .filter(each -> isHere(snapshot))
                .count();

        assertThat(present).isEqualTo(2000);
    }

    private static boolean isHere(ContextSnapshot snapshot) {
        try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
            return here().isPresent();
        }
    }

    @Test
    void whatWasThereBeforeIsThereAgain() {
        try (CacheTree other = CacheTree.open("memory:")) {
            ContextSnapshot inner = tree.call(SNAPSHOTS::captureAll);
            other.call(() -> {
                Object outer = new CacheContextAccessor().getValue();
                assertThat(isHere(inner)).isTrue();
                assertThat(new CacheContextAccessor().getValue()).isSameAs(outer);
                return Objects.requireNonNull(outer);
            });
        }
        assertThat(here()).isEmpty();
    }

    @Test
    void workThatThrowsLeavesNothingBehind() {
        ContextSnapshot snapshot = tree.call(SNAPSHOTS::captureAll);
        Callable<Integer> failing = snapshot.wrap(() -> {
            throw new IllegalStateException("no microscope");
        });

        assertThatThrownBy(failing::call).hasMessage("no microscope");
        assertThat(here()).isEmpty();
    }

    @Test
    void whatWasCapturedNowhereIsNowhereIfMissingValuesAreCleared() {
        ContextSnapshot nowhere =
                ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();

        assertThat(tree.call(() -> isHere(nowhere))).isFalse();
        assertThat(tree.call(CacheContextAccessorTest::here)).contains(NodePath.ROOT);
    }
}
