package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.testkit.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step that runs out of stack fails like any other, and leaves nobody waiting for it. */
class FullStackTest {

    static class Recursion {
        @Cached
        int down(int depth) {
            if (depth < 0) {
                throw new IllegalArgumentException("below the ground");
            }
            return depth == 0 ? 0 : down(depth - 1) + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {170, 181, 192, 203, 217, 229, 241, 256, 300})
    void callsAfterAStackOverflowDoNotHang(int stackKilobytes) throws Exception {
        try (CacheTree tree = CacheTree.open("memory:")) {
            Recursion steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Recursion.class);
            assertThat(onStack(stackKilobytes, () -> steps.down(2_000))).isDone();
            for (int depth : new int[] {2_000, 100, 60, 50, 40, 30, 20, 10, 0}) {
                CompletableFuture<Throwable> again = onStack(16 << 10, () -> steps.down(depth));
                assertThat(again).as("depth %d", depth).succeedsWithin(Duration.ofSeconds(30));
            }
        }
    }

    @Test
    void stepAtTheVeryEdgeOfTheStackDoesNotHang() throws Exception {
        try (CacheTree tree = CacheTree.open("memory:")) {
            Recursion steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Recursion.class);
            assertThat(onStack(256, () -> recurseThen(() -> steps.down(0), 1))).isDone();
            assertThat(onStack(1024, () -> steps.down(0))).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    /** Overflows the stack of the first step of a process that fails, and then has another one fail. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (CacheTree tree = CacheTree.open("memory:")) {
                Recursion steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Recursion.class);
                System.out.println(onStack(Integer.parseInt(arguments[0]), () -> steps.down(2_000))
                        .isDone());
                System.out.println(onStack(1024, () -> steps.down(-1)).join());
            }
        }
    }

    /** What Java could not load or link, as there was no room on the stack, it never loads or links again. */
    @ParameterizedTest
    @ValueSource(ints = {181, 203, 229, 256})
    void stepThatFailsAfterAStackOverflowSaysWhy(int stackKilobytes, @TempDir Path temp) throws InterruptedException {
        ChildJvm program = new ChildJvm(temp, Program.class.getName(), Integer.toString(stackKilobytes));

        assertThat(program.runToTheEnd()).contains("IllegalArgumentException: below the ground");
    }

    /** Calls at every depth of the stack, so also where there is hardly room for the call. */
    private static int recurseThen(Runnable call, int depth) {
        try {
            return depth == 0 ? 0 : recurseThen(call, depth + 1) + 1;
        } finally {
            call.run();
        }
    }

    /** Returns what a thread with the given stack ends with: null, or what was thrown. */
    private static CompletableFuture<Throwable> onStack(int kilobytes, Runnable work) throws InterruptedException {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                        outcome.complete(null);
                    } catch (Throwable thrown) {
                        outcome.complete(thrown);
                    }
                },
                "small-stack",
                kilobytes * 1024L);
        thread.setDaemon(true);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(30));
        return outcome;
    }
}
