package io.cachetree.engine;

import io.cachetree.event.StepInvocation;
import io.cachetree.key.CacheKey;
import io.cachetree.key.StepId;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * In whatever order threads get on, a key is computed once. Lincheck compares what the threads get with what one thread
 * alone could have got.
 */
class SingleFlightLincheckTest {

    private static final int ITERATIONS = Boolean.getBoolean("cachetree.long") ? 50 : 2;

    private static final List<KeyedCall> CALLS = List.of(call(0), call(1), call(2));

    @SuppressWarnings("NullAway") // Only what flights look at; the model checker looks at all that there is.
    private static KeyedCall call(int key) {
        StepId step = new StepId("org.lab.CellDensity", "measure", "()I");
        StepCall call = new StepCall(
                step, "measure", origins -> List.of(), null, Optional.empty(), int.class, workspace -> null);
        return new KeyedCall(
                Scope.root(null, CacheOptions.STANDARD, new Scope.Run(null)),
                call,
                new StepInvocation(key, 0, NodePath.parse("measure"), step, new CacheKey(0, key)),
                List.of(),
                null,
                null,
                0);
    }

    /** Goes through a call as {@link Reading} does, with a map for the tree. */
    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    public static class Cache {

        private final SingleFlight flights = new SingleFlight();
        private final Map<Integer, Integer> committed = new ConcurrentHashMap<>();
        private final AtomicIntegerArray runs = new AtomicIntegerArray(CALLS.size());

        /** Returns how often the key had to be computed until there was a result. */
        @Operation
        public int result(@Param(name = "key") int key) throws Throwable {
            KeyedCall call = CALLS.get(key);
            while (true) {
                long landings = flights.landings(call.flightKey());
                Integer found = committed.get(key);
                if (found != null) {
                    return found;
                }
                Flight mine = new Flight();
                Optional<Flight> other = flights.join(call, mine);
                if (other.isEmpty()) {
                    return (int)
                            Objects.requireNonNull(flights.fly(call, mine, flight -> computed(call, key, landings)));
                }
                flights.await(call, other.get());
            }
        }

        private int computed(KeyedCall call, int key, long landings) {
            Integer found = flights.landings(call.flightKey()) == landings ? null : committed.get(key);
            if (found != null) {
                return found;
            }
            int run = runs.incrementAndGet(key);
            committed.put(key, run);
            return run;
        }
    }

    @Test
    void keyIsComputedOnceUnderStress() {
        new StressOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(0)
                .check(Cache.class);
    }

    @Test
    void keyIsComputedOnceInTheOrdersThatTheModelCheckerTries() {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(50)
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(0)
                .check(Cache.class);
    }
}
