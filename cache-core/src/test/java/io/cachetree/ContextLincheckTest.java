package io.cachetree;

import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Reuse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Work is done in the context that it was wrapped in, whatever thread does it and whatever that was doing. */
class ContextLincheckTest {

    private static final int ITERATIONS = Boolean.getBoolean("cachetree.long") ? 50 : 2;

    private static final List<Reuse> REUSES = List.of(Reuse.values());
    private static final CacheTree TREE = CacheTree.open("memory:");

    /** Threads that hand work to each other. */
    public static class Threads {

        private final Queue<Supplier<@Nullable Reuse>> handedOver = new ConcurrentLinkedQueue<>();

        private static @Nullable Reuse here() {
            return CacheContext.current().node().isEmpty()
                    ? null
                    : CacheContext.current().options().reuse();
        }

        /** Hands over work. */
        @Operation
        public void hand(@Param(gen = IntGen.class, conf = "0:3") int number) {
            Reuse reuse = REUSES.get(number);
            TREE.with(CacheOptions.of(reuse)).call(() -> handedOver.add(CacheContext.wrapSupplier(Threads::here)));
        }

        /** Does work, within other work of another context; returns where it was, and then where this thread is. */
        @Operation
        public String work() {
            String done = TREE.call(() -> {
                Supplier<@Nullable Reuse> work = handedOver.poll();
                return (work == null ? "nothing" : work.get()) + ", then " + here();
            });
            return done + ", then " + here();
        }
    }

    @AfterAll
    static void close() {
        TREE.close();
    }

    @Test
    void contextIsThatOfTheWorkUnderStress() {
        new StressOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(0)
                .check(Threads.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "cachetree.long", matches = "true", disabledReason = "it takes 10 s, see -Plong")
    void contextIsThatOfTheWorkInTheOrdersThatTheModelCheckerTries() {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(30)
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(0)
                .check(Threads.class);
    }
}
