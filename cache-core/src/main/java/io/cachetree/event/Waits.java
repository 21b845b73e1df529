package io.cachetree.event;

import io.cachetree.event.CacheEvent.StepWaiting;
import io.cachetree.tree.Claimant;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The calls that wait for another process: each is a line when it begins, and on a terminal that line is written again every
 * second, with the time it took so far. Thread safety: any number of threads.
 */
final class Waits {

    private static final long PERIOD_MILLIS = 1_000;

    private final Consumer<String> show;
    private final boolean isRepeated;
    private final Map<Long, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(NodePath node, Claimant who, long startNanos) {

        /** The time comes early in the line, since a long line is cut. */
        String line() {
            long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
            String time = seconds == 0 ? "" : " %d s".formatted(seconds);
            return "%s waits%s: %s".formatted(node, time, who.text());
        }
    }

    Waits(Consumer<String> show, boolean isRepeated) {
        this.show = show;
        this.isRepeated = isRepeated;
    }

    void begin(StepWaiting waiting) {
        long call = waiting.call().id();
        Wait wait = new Wait(waiting.call().node(), waiting.who(), System.nanoTime());
        waits.put(call, wait);
        show.accept(wait.line());
        if (isRepeated) {
            repeat(call, wait);
        }
    }

    void end(long call) {
        waits.remove(call);
    }

    private void repeat(long call, Wait wait) {
        CompletableFuture.delayedExecutor(PERIOD_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            if (wait.equals(waits.get(call))) {
                show.accept(wait.line());
                repeat(call, wait);
            }
        });
    }
}
