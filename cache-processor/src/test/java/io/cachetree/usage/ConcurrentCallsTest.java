package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.testkit.Race;
import io.cachetree.tree.InvalidStepException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads call the same steps of one tree. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentCallsTest {

    private static final int THREADS = 64;
    private static final int INPUTS = 8;

    static class Steps {
        final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        final AtomicInteger overlaps = new AtomicInteger();
        final Map<String, AtomicInteger> ran = new ConcurrentHashMap<>();
        final CyclicBarrier both = new CyclicBarrier(2);
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch never = new CountDownLatch(1);
        volatile boolean isPatient;

        @Cached
        int outer(int input) {
            return alone("outer " + input, () -> inner(input % 2) + input);
        }

        @Cached
        int inner(int input) {
            return alone("inner " + input, () -> 100 * input);
        }

        @Cached
        int failsTwice(int input) {
            return alone("fails " + input, () -> {
                if (count("fails " + input) < 3) {
                    throw new IllegalStateException("no microscope");
                }
                return input;
            });
        }

        @Cached
        int there(int input) throws Exception {
            both.await(30, TimeUnit.SECONDS);
            return back(input);
        }

        @Cached
        int back(int input) throws Exception {
            both.await(30, TimeUnit.SECONDS);
            return there(input);
        }

        @Cached
        int above(int input) throws Exception {
            return between(input);
        }

        @Cached
        int between(int input) throws Exception {
            both.await(30, TimeUnit.SECONDS);
            return below(input);
        }

        @Cached
        int below(int input) throws Exception {
            both.await(30, TimeUnit.SECONDS);
            return above(input);
        }

        @Cached
        int patient(int input) {
            if (isPatient) {
                return input;
            }
            started.countDown();
            try {
                never.await();
                return -1;
            } catch (InterruptedException e) {
                throw new IllegalStateException("gave up", e);
            }
        }

        private int alone(String key, IntSupplier body) {
            AtomicInteger mine = running.computeIfAbsent(key, each -> new AtomicInteger());
            overlaps.addAndGet(mine.getAndIncrement());
            ran.computeIfAbsent(key, each -> new AtomicInteger()).incrementAndGet();
            try {
                Thread.onSpinWait();
                return body.getAsInt();
            } finally {
                mine.decrementAndGet();
            }
        }

        int count(String key) {
            return ran.getOrDefault(key, new AtomicInteger()).get();
        }
    }

    @TempDir
    private Path root;

    private CacheTree tree;
    private Steps steps;

    @BeforeEach
    void open() {
        tree = CacheTree.open(root);
        steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void eachKeyRunsOnceHoweverManyCallIt() throws Exception {
        List<Integer> results = Race.of(THREADS, thread -> () -> {
            int sum = 0;
            for (int i = 0; i < INPUTS; i++) {
                sum += steps.outer((thread + i) % INPUTS);
            }
            return sum;
        });

        assertThat(results).containsOnly(4 * 100 + 28);
        assertThat(steps.overlaps).hasValue(0);
        assertThat(steps.ran)
                .hasSize(INPUTS + 2)
                .allSatisfy((key, count) ->
                        assertThat(count).as(key).hasValueBetween(1, key.startsWith("inner") ? INPUTS : 1));
    }

    @Test
    void bodyThatThrowsIsTriedAgainAndNeverTwiceAtOnce() throws Exception {
        List<Integer> results = Race.of(THREADS, thread -> () -> {
            int input = thread % INPUTS;
            while (true) {
                try {
                    return steps.failsTwice(input) - input;
                } catch (IllegalStateException failed) {
                    assertThat(failed).hasMessage("no microscope");
                }
            }
        });

        assertThat(results).containsOnly(0);
        assertThat(steps.overlaps).hasValue(0);
        assertThat(steps.ran)
                .hasSize(INPUTS)
                .allSatisfy((key, count) -> assertThat(count).as(key).hasValue(3));
    }

    @Test
    void twoThreadsThatWouldWaitForEachOtherGetAnErrorInstead() throws Exception {
        assertDeadlockIsAnError(() -> steps.there(1), () -> steps.back(1));
    }

    @Test
    void deadlockThroughAStepFurtherOutIsAnErrorToo() throws Exception {
        assertDeadlockIsAnError(() -> steps.above(1), () -> steps.below(1));
    }

    private static void assertDeadlockIsAnError(Callable<Integer> one, Callable<Integer> other) throws Exception {
        List<Throwable> thrown = Race.of(2, thread -> () -> {
            List<Throwable> caught = Collections.synchronizedList(new ArrayList<>());
            assertThatThrownBy(() -> (thread == 0 ? one : other).call()).satisfies(caught::add);
            return caught.get(0);
        });

        assertThat(thrown)
                .allSatisfy(each -> assertThat(each)
                        .isInstanceOf(InvalidStepException.class)
                        .hasMessageContaining(
                                "was called with these very inputs by itself, directly or through other steps"));
    }

    @Test
    void interruptOfOneCallerDoesNotFailThoseWhoWaitForIt() throws Exception {
        List<Throwable> first = Collections.synchronizedList(new ArrayList<>());
        Thread runner =
                new Thread(() -> assertThatThrownBy(() -> steps.patient(7)).satisfies(first::add));
        runner.start();
        assertThat(steps.started.await(30, TimeUnit.SECONDS)).isTrue();
        steps.isPatient = true;
        List<Integer> results = Race.of(4, thread -> () -> {
            if (thread == 0) {
                runner.interrupt();
                runner.join();
            }
            return steps.patient(7);
        });

        assertThat(results).containsOnly(7);
        assertThat(first).singleElement().satisfies(thrown -> assertThat(thrown).hasMessage("gave up"));
    }
}
