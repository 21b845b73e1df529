package io.cachetree.engine.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.engine.call.MadeUpCall;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.call.StepCall;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.UseMark;
import io.cachetree.event.CacheEvent;
import io.cachetree.key.CacheKey;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.WatchedStore;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.ComputedElsewhereException;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Reuse;
import io.cachetree.tree.Sharing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who computes what another process computes, and when. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClaimsTest {

    private static final StepId STEP = new StepId("org.lab.Numbers", "add", "(I)I");
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @TempDir
    private Path temp;

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private Path root() {
        return temp.resolve("tree");
    }

    private Path node() {
        return root().resolve("add");
    }

    private CacheTree open(Duration lease) {
        return open(root(), lease);
    }

    private CacheTree open(Path root, Duration lease) {
        return builder(lease).open(root);
    }

    private CacheTree.Builder builder(Duration lease) {
        return CacheTree.builder()
                .code((step, loader) -> Optional.of(StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "1"))))
                .listener(events::add)
                .lease(lease);
    }

    /** The same tree for which calls of this process do not wait for each other, as it has another path. */
    private CacheTree openElsewhere(Duration lease) throws IOException {
        Path link = temp.resolve("link");
        return open(Files.createSymbolicLink(link, root()), lease);
    }

    private static Object call(CacheTree tree, Type type, MadeUpCall.Body body) throws Throwable {
        List<StepCall.Input> inputs = List.of(new StepCall.Input(KeyPart.Kind.PARAMETER, "number", 1));
        MadeUpCall call = new MadeUpCall(STEP, "add", inputs, Optional.empty(), type, body);
        Object result = tree.call(() -> {
            Scope scope = Objects.requireNonNull(Scope.currentOrNull());
            return Objects.requireNonNull(scope.call(call));
        });
        return Objects.requireNonNull(result);
    }

    private static int add(CacheTree tree, MadeUpCall.Body body) throws Throwable {
        return (int) call(tree, int.class, body);
    }

    private Future<Integer> addLater(CacheTree tree, MadeUpCall.Body body) {
        return pool.submit(() -> {
            try {
                return add(tree, body);
            } catch (Exception e) {
                throw e;
            } catch (Throwable t) {
                throw new IllegalStateException(t);
            }
        });
    }

    /** Returns the key of the call. */
    private CacheKey key() throws Throwable {
        try (CacheTree tree = open(temp.resolve("key"), LONG)) {
            add(tree, () -> 0);
        }
        CacheKey key = events.get(0).call().key();
        events.clear();
        return key;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private <T extends CacheEvent> Optional<T> event(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private void awaitWaiting() {
        await(() -> event(CacheEvent.StepWaiting.class).isPresent());
    }

    private String takenOver() {
        return event(CacheEvent.StepTakenOver.class).orElseThrow().reason();
    }

    private List<String> claims() {
        try (Stream<Path> files = Files.list(node())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(EntryNames::isClaim)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void claimSaysWhoComputesAsLongAsTheBodyRuns() throws Throwable {
        List<String> during = new ArrayList<>();
        try (CacheTree tree = open(LONG)) {
            add(tree, () -> {
                during.addAll(claims());
                during.addAll(Files.readAllLines(node().resolve(claims().get(0))));
                return 2;
            });
        }
        assertThat(during.get(0))
                .isEqualTo(EntryNames.claim(events.get(0).call().key(), 1));
        assertThat(during)
                .contains(
                        "claim: 1",
                        "node: add",
                        "step: Numbers.add",
                        "process: " + Owner.here().pid())
                .endsWith("end");
        assertThat(claims()).isEmpty();
    }

    @Test
    void claimIsGivenBackWhenTheBodyThrows() throws Throwable {
        try (CacheTree tree = open(LONG)) {
            assertThatThrownBy(() -> add(tree, () -> {
                        assertThat(claims()).hasSize(1);
                        throw new IOException("no light");
                    }))
                    .hasMessage("no light");

            assertThat(claims()).isEmpty();
        }
    }

    @Test
    void hitPlanAndRecheckClaimNothing() throws Throwable {
        try (CacheTree tree = open(LONG)) {
            add(tree, () -> 2);
            add(tree.with(CacheOptions.verify(1)), () -> {
                assertThat(claims()).isEmpty();
                return 2;
            });
            tree.plan(() -> add(tree, () -> 3));
        }
        assertThat(event(CacheEvent.StepConfirmed.class)).isPresent();
        try (CacheTree tree = open(temp.resolve("other"), LONG)) {
            tree.plan(() -> add(tree, () -> 3));
        }
        assertThat(temp.resolve("other/add")).doesNotExist();
    }

    @Test
    void callWaitsForAnotherProcessAndReadsItsResult() throws Throwable {
        Somebody somebody = Somebody.opens(root(), Somebody.FAR_AWAY, LONG);
        Path claim = somebody.claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG);
                CacheTree elsewhere = openElsewhere(LONG)) {
            Future<Integer> waiting = addLater(tree, () -> 3);
            awaitWaiting();
            assertThat(waiting).isNotDone();
            add(elsewhere.with(CacheOptions.of(Sharing.COMPUTE)), () -> 2);

            assertThat(waiting.get()).isEqualTo(2);
        }
        CacheEvent.StepWaiting wait = event(CacheEvent.StepWaiting.class).orElseThrow();
        assertThat(wait.who().name()).isEqualTo("process 4711 on host-7");
        assertThat(events).filteredOn(CacheEvent.StepHit.class::isInstance).hasSize(1);
        assertThat(events).filteredOn(CacheEvent.StepStarted.class::isInstance).hasSize(1);
        assertThat(claims()).containsExactly(claim.getFileName().toString());
    }

    private static Store withoutDeletionOfClaims(Store store) {
        return WatchedStore.of(store, (operation, path) -> {
            if (operation.startsWith("delete") && path.contains(".claim-")) {
                throw new StoreException("delete", path, new IOException("not allowed"));
            }
        });
    }

    @Test
    void resultOfWhoCannotGiveBackHisClaimIsReadAtOnce() throws Throwable {
        try (CacheTree owner = builder(LONG).open(withoutDeletionOfClaims(Store.directory(root())));
                CacheTree tree = openElsewhere(LONG)) {
            List<Future<Integer>> waiting = new ArrayList<>();
            add(owner, () -> {
                waiting.add(addLater(tree, () -> 3));
                awaitWaiting();
                return 2;
            });

            assertThat(waiting.get(0).get()).isEqualTo(2);
            assertThat(claims()).hasSize(1);
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // The body of a step returns it.
    void asynchronousCallReadsTheResultOfWhoCannotGiveBackHisClaim() throws Throwable {
        try (CacheTree owner = builder(LONG).open(withoutDeletionOfClaims(Store.directory(root())));
                CacheTree tree = openElsewhere(LONG)) {
            CompletableFuture<Integer> value = new CompletableFuture<>();
            call(owner, future(), () -> value);
            CompletableFuture<Integer> waiting =
                    (CompletableFuture<Integer>) call(tree, future(), () -> CompletableFuture.completedFuture(3));
            awaitWaiting();
            value.complete(2);

            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @Test
    void callThatWaitedInVainComputes() throws Throwable {
        Path claim = Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            Future<Integer> waiting = addLater(tree, () -> 3);
            awaitWaiting();
            Files.delete(claim);

            assertThat(waiting.get()).isEqualTo(3);
        }
        assertThat(event(CacheEvent.StepTakenOver.class)).isEmpty();
    }

    private void assertTakenOver(Duration lease, String why) throws Throwable {
        Files.createFile(root().resolve("cachetree.json"));
        List<String> during = new ArrayList<>();
        try (CacheTree tree = open(lease)) {
            assertThat(add(tree, () -> {
                        during.addAll(claims());
                        return 3;
                    }))
                    .isEqualTo(3);
        }
        assertThat(takenOver()).isEqualTo(why);
        assertThat(during).hasSize(2);
        assertThat(during.get(1)).isEqualTo(during.get(0) + ".2");
        assertThat(claims()).isEmpty();
    }

    @Test
    void whoEndedOnThisHostIsTakenOverAtOnce() throws Throwable {
        Somebody.opens(root(), Somebody.DEAD_HERE, LONG).claims(node(), key(), 1);

        assertTakenOver(LONG, "process 99999999 on %s has ended".formatted(here()));
        assertThat(event(CacheEvent.StepWaiting.class)).isEmpty();
    }

    private static String here() {
        return Owner.here().place().split(" ", 2)[0];
    }

    @Test
    void whoClosedTheTreeIsTakenOverAtOnce() throws Throwable {
        Somebody somebody = Somebody.opens(root(), Somebody.FAR_AWAY, LONG);
        somebody.claims(node(), key(), 1);
        somebody.closes();

        assertTakenOver(LONG, "process 4711 on host-7 has closed the tree");
        assertThat(event(CacheEvent.StepWaiting.class)).isEmpty();
    }

    @Test
    void whoIsSilentIsTakenOverAfterTheLeaseThatHeStates() throws Throwable {
        Somebody.opens(root(), Somebody.FAR_AWAY, SHORT).claims(node(), key(), 1);

        long start = System.nanoTime();
        assertTakenOver(LONG, "process 4711 on host-7 gave no sign of life for 200 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SHORT);
        assertThat(event(CacheEvent.StepWaiting.class)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "claim: 1\nsession: ../../../etc/passwd\nend\n", "claim: 2\nend\n"})
    void claimThatCannotBeReadCountsForTheLease(String content) throws Throwable {
        Files.createDirectories(node());
        Files.writeString(node().resolve(EntryNames.claim(key(), 1)), content);

        assertTakenOver(SHORT, "somebody gave no sign of life for 200 ms");
        assertThat(event(CacheEvent.StepWaiting.class).orElseThrow().who().text())
                .isEqualTo("somebody computes it");
    }

    @Test
    void whoGivesSignsOfLifeIsWaitedFor() throws Throwable {
        Duration lease = Duration.ofSeconds(1); // a disk may hold up a sign of life for a part of it
        Somebody somebody = Somebody.opens(root(), Somebody.FAR_AWAY, lease);
        Path claim = somebody.claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(lease)) {
            Future<Integer> waiting = addLater(tree, () -> 3);
            awaitWaiting();
            long start = System.nanoTime();
            while (System.nanoTime() - start < lease.multipliedBy(3).toNanos()) {
                somebody.beats();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            assertThat(waiting).isNotDone();
            Files.delete(claim);
            assertThat(waiting.get()).isEqualTo(3);
        }
        assertThat(event(CacheEvent.StepTakenOver.class)).isEmpty();
    }

    @Test
    void leftoversOfEarlierTakeoversAreNobodysClaim() throws Throwable {
        CacheKey key = key();
        Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key, 2);
        Somebody.opens(root(), Somebody.DEAD_HERE, LONG).claims(node(), key, 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            assertThat(add(tree, () -> {
                        assertThat(claims())
                                .containsExactly(
                                        EntryNames.claim(key, 1), EntryNames.claim(key, 2), EntryNames.claim(key, 3));
                        return 3;
                    }))
                    .isEqualTo(3);
        }
        assertThat(claims()).isEmpty();
    }

    /** What cannot be created is no reason not to run. */
    @Test
    void withoutAClaimTheStepRunsAllTheSame() throws Throwable {
        Path inTheWay = node().resolve(EntryNames.claim(key(), 1));
        Files.createDirectories(inTheWay);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            assertThat(add(tree, () -> 3)).isEqualTo(3);
        }
        assertThat(inTheWay).isDirectory();
    }

    @Test
    void failSaysWhoComputesWhereAndSinceWhen() throws Throwable {
        Path claim = Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            assertThatThrownBy(() -> add(tree.with(CacheOptions.of(Sharing.FAIL)), () -> 3))
                    .isInstanceOf(ComputedElsewhereException.class)
                    .hasMessageMatching("""
                            Cannot run Numbers\\.add at node "add": process 4711 on host-7 computes it, since 2026-11-22 ..:03\\. \
                            Call it again later, wait for the result with Sharing\\.WAIT, or compute it as well with \
                            Sharing\\.COMPUTE\\.""")
                    .satisfies(e -> assertThat(
                                    ((ComputedElsewhereException) e).claimant().process())
                            .isEqualTo(4711));
            assertThat(event(CacheEvent.StepFailed.class)).isPresent();
            assertThat(claim).exists();
            Files.delete(claim);
            assertThat(add(tree.with(CacheOptions.of(Sharing.FAIL)), () -> 3)).isEqualTo(3);
        }
    }

    @Test
    void computeRunsBesideTheOtherProcessAndLeavesItsClaim() throws Throwable {
        Path claim = Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            assertThat(add(tree.with(CacheOptions.of(Sharing.COMPUTE)), () -> 3))
                    .isEqualTo(3);
        }
        assertThat(claim).exists();
        assertThat(event(CacheEvent.StepWaiting.class)).isEmpty();
    }

    @Test
    void waitingCanBeInterrupted() throws Throwable {
        Path claim = Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    add(tree, () -> 3);
                } catch (Throwable t) {
                    thrown.complete(t);
                }
            });
            caller.start();
            awaitWaiting();
            caller.interrupt();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(claim).exists();
            assertThat(event(CacheEvent.StepFailed.class)).isPresent();
            Files.delete(claim);
            assertThat(add(tree, () -> 4)).isEqualTo(4);
        }
    }

    @Test
    void whoWaitsInATreeThatIsClosedIsTold() throws Throwable {
        Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        Future<Integer> waiting;
        try (CacheTree tree = open(LONG)) {
            waiting = addLater(tree, () -> 3);
            awaitWaiting();
        }
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("it was closed");
    }

    private static Type future() throws NoSuchMethodException {
        return ClaimsTest.class.getDeclaredMethod("asynchronous").getGenericReturnType();
    }

    @SuppressWarnings("unused") // For its type.
    private static CompletableFuture<Integer> asynchronous() {
        return CompletableFuture.completedFuture(0);
    }

    @Test
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // The body of a step returns it.
    void asynchronousStepHasItsClaimUntilItsValueCame() throws Throwable {
        CompletableFuture<Integer> value = new CompletableFuture<>();
        try (CacheTree tree = open(LONG)) {
            CompletableFuture<Integer> result = (CompletableFuture<Integer>) call(tree, future(), () -> value);
            assertThat(claims()).hasSize(1);
            value.complete(2);

            assertThat(result.get()).isEqualTo(2);
            assertThat(claims()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // The body of a step returns it.
    void asynchronousStepWaitsOnNobodysThread() throws Throwable {
        Path claim = Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        try (CacheTree tree = open(LONG)) {
            CompletableFuture<Integer> result =
                    (CompletableFuture<Integer>) call(tree, future(), () -> CompletableFuture.completedFuture(3));
            assertThat(result).isNotDone();
            assertThat(event(CacheEvent.StepWaiting.class)).isPresent();
            Files.delete(claim);

            assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(claims()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // The body of a step returns it.
    void asynchronousStepThatWaitsInATreeThatIsClosedFails() throws Throwable {
        Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        Files.createFile(root().resolve("cachetree.json"));
        CompletableFuture<Integer> result;
        try (CacheTree tree = open(LONG)) {
            result = (CompletableFuture<Integer>) call(tree, future(), () -> CompletableFuture.completedFuture(3));
        }
        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("was closed before the step ended");
    }

    @Test
    void whoWaitedForAnothersResultRefreshesAllTheSame() throws Throwable {
        try (CacheTree tree = open(LONG)) {
            add(tree, () -> 2);
        }
        Path claim = Somebody.opens(root(), Somebody.FAR_AWAY, LONG).claims(node(), key(), 1);
        try (CacheTree tree = open(LONG)) {
            CacheTree refreshing = tree.with(CacheOptions.of(Reuse.REFRESH));
            Future<Integer> waiting = addLater(refreshing, () -> 3);
            awaitWaiting();
            Files.delete(claim);

            assertThat(waiting.get()).isEqualTo(3);
        }
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoCannotGiveSignsOfLifeIsTakenOverAndReturnsTheRightResult() throws Throwable {
        CountDownLatch isOver = new CountDownLatch(1);
        Store mute = WatchedStore.of(Store.directory(root()), (operation, path) -> {
            if (operation.equals("replace") && path.startsWith(UseMark.DIRECTORY)) {
                awaitEnd(isOver);
            }
        });
        try (CacheTree starved = builder(SHORT).open(mute);
                CacheTree successor = openElsewhere(LONG)) {
            int result = add(starved, () -> {
                Future<Integer> other = addLater(successor, () -> 3);
                assertThat(other.get()).isEqualTo(3);
                return 2;
            });
            isOver.countDown();

            assertThat(result).as("the first one that was committed").isEqualTo(3);
            assertThat(takenOver()).endsWith("gave no sign of life for 200 ms");
        }
        assertThat(events.stream().filter(CacheEvent.StepCommitted.class::isInstance))
                .hasSize(1);
        assertThat(claims()).isEmpty();
    }
}
