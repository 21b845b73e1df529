package io.cachetree.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.WatchedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the mark of a process shows, whatever becomes of the storage. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UseMarkTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    private Path root;

    @AfterEach
    void answer() {
        answers.countDown();
    }

    /** A server that takes each change of a mark, and answers none. */
    private Store mute(Store store) {
        return WatchedStore.of(store, (operation, path) -> {
            if (operation.equals("replace")) {
                asked.incrementAndGet();
                await();
            }
        });
    }

    private void await() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new StoreException("write", "mark", new IOException("interrupted"));
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static void awaitBeat(Store store, UseMark mark) {
        byte[] before = UseMark.content(store, mark.id()).orElseThrow();
        await(() -> !Arrays.equals(before, UseMark.content(store, mark.id()).orElseThrow()));
    }

    @Test
    void serverThatDoesNotAnswerSilencesNoOtherTree() {
        try (Store store = Store.directory(root);
                UseMark stuck = UseMark.set(mute(Store.memory()), SHORT);
                UseMark healthy = UseMark.set(store, SHORT)) {
            await(() -> asked.get() > 0);

            awaitBeat(store, healthy);
            awaitBeat(store, healthy);
            assertThat(stuck.isSet()).isTrue();
        }
    }

    @Test
    void signOfLifeThatTakesLongIsGivenUpAndTriedAgain() {
        try (UseMark stuck = UseMark.set(mute(Store.memory()), SHORT)) {
            await(() -> asked.get() > 2);

            assertThat(stuck.mayHaveSeemedDeadSince(System.nanoTime())).isTrue();
        }
    }

    @Test
    void whatIsDoneBesideTheSignsOfLifeHoldsThemUpInNoWay() {
        try (Store store = Store.directory(root);
                UseMark mark = UseMark.set(store, SHORT)) {
            AtomicInteger begun = new AtomicInteger();
            mark.withEachBeat(() -> {
                begun.incrementAndGet();
                await();
            });
            await(() -> begun.get() > 0);

            awaitBeat(store, mark);
            awaitBeat(store, mark);
            assertThat(begun).hasValue(1);
            answer();
        }
    }

    @Test
    void treeIsClosedThoughItsServerDoesNotAnswer() {
        Store store = Store.memory();
        UseMark mark = UseMark.set(mute(store), Duration.ofSeconds(1));
        await(() -> asked.get() > 0);
        mark.close();

        assertThat(UseMark.content(store, mark.id())).isEmpty();
    }

    @Test
    void signOfLifeThatComesAfterTheEndLeavesNothing() {
        Store store = Store.memory();
        CountDownLatch isBack = new CountDownLatch(1);
        Store late = WatchedStore.of(store, (operation, path) -> {
            if (operation.equals("replace")) {
                asked.incrementAndGet();
                awaitUninterruptibly();
            } else if (operation.startsWith("delete") && asked.get() > 0 && answers.getCount() == 0) {
                isBack.countDown();
            }
        });
        UseMark mark = UseMark.set(late, SHORT);
        await(() -> asked.get() > 0);
        mark.close();
        answer();
        await(() -> isBack.getCount() == 0);

        await(() -> UseMark.content(store, mark.id()).isEmpty());
    }

    private static final String ELSEWHERE = ".use/11111111-1111-1111-1111-111111111111-1";

    private static byte[] markOfSomebodyElsewhere(Duration lease, int beat) {
        return "host-7 6e9b2f2e-boot pid:[4026531836] 0123456789abcdef\n4711\n2026-01-01T00:00:00Z\nlease %s\nbeat %d\n"
                .formatted(lease, beat)
                .getBytes(UTF_8);
    }

    private static void set(Store store, Duration lease, int beat) {
        store.replace(ELSEWHERE, markOfSomebodyElsewhere(lease, beat));
    }

    @Test
    void markOfAProcessThatWasKilledElsewhereIsRemovedByWhoHasTheTreeOpen() {
        try (Store store = Store.directory(root)) {
            set(store, SHORT, 1);
            try (UseMark mark = UseMark.set(store, SHORT)) {
                await(() -> store.read(ELSEWHERE).isEmpty());

                awaitBeat(store, mark);
            }
            assertThat(UseMark.users(store)).isEmpty();
        }
    }

    @Test
    void whoOpensATreeOnAServerReadsNobodysMark() {
        Store store = Store.memory();
        set(store, SHORT, 1);
        List<String> operations = new CopyOnWriteArrayList<>();
        Store watched = WatchedStore.of(store, (operation, path) -> operations.add(operation + " " + path));
        try (UseMark mark = UseMark.set(watched, Duration.ofHours(1))) {
            assertThat(operations).containsExactly("access ", "publish .use/" + mark.id());
        }
    }

    @Test
    void whoIsSilentForHisLeaseIsGone() {
        Store store = Store.memory();
        set(store, SHORT, 1);
        Presence presence = new Presence(store);
        presence.look(Duration.ZERO);

        assertThat(presence.inDoubt()).extracting(UseMark.User::lease).containsExactly(SHORT);
        await(() -> {
            presence.look(SHORT);
            return presence.inDoubt().isEmpty();
        });
        assertThat(presence.isAnybodyAlive()).isFalse();
        presence.removeGone();
        assertThat(store.list(UseMark.DIRECTORY)).isEmpty();
    }

    @Test
    void whoGivesASignOfLifeLives() {
        Store store = Store.memory();
        set(store, SHORT, 1);
        Presence presence = new Presence(store);
        presence.look(Duration.ZERO);
        set(store, SHORT, 2);
        presence.look(SHORT);

        assertThat(presence.isAnybodyAlive()).isTrue();
        assertThat(presence.inDoubt()).isEmpty();
        presence.removeGone();
        assertThat(store.read(ELSEWHERE)).isPresent();
    }

    @Test
    void timeInWhichNobodyLookedDoesNotCount() {
        Store store = Store.memory();
        set(store, Duration.ofMillis(20), 1);
        Presence presence = new Presence(store);
        presence.look(Duration.ZERO);
        LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
        presence.look(Duration.ofMillis(1));

        assertThat(presence.inDoubt()).hasSize(1);
    }

    @Test
    void whoWasTakenForGoneSetsHisMarkAgain() {
        try (Store store = Store.directory(root);
                UseMark mark = UseMark.set(store, SHORT)) {
            store.delete(UseMark.DIRECTORY + "/" + mark.id());
            await(() -> UseMark.content(store, mark.id()).isPresent());

            assertThat(UseMark.users(store)).hasSize(1).allMatch(UseMark.User::isAlive);
        }
    }

    private void awaitUninterruptibly() {
        await(() -> answers.getCount() == 0);
    }
}
