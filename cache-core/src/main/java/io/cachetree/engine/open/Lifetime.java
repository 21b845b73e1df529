package io.cachetree.engine.open;

import io.cachetree.event.StepInvocation;
import io.cachetree.tree.InvalidStepException;
import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time in which a tree is open. When it ends, the values that are still to come fail: else who waits for one might
 * wait for ever, also in another tree on the same directory.
 *
 * <p>Thread safety: any number of threads.
 */
public final class Lifetime {

    private final OpenTrees.OpenTree tree;
    private final Map<Long, Promise> promises = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean isOver;

    private record Promise(CompletableFuture<?> value, StepInvocation call) {}

    /** Starts it. */
    public Lifetime(OpenTrees.OpenTree tree) {
        this.tree = tree;
        OpenTrees.opened(tree);
    }

    /** Ends it. */
    public void end() {
        isOver = true;
        end.countDown();
        OpenTrees.closed(tree);
        promises.values().forEach(each -> each.value().completeExceptionally(tooLate(each.call())));
    }

    /** Waits for some time, or until the tree is closed. */
    public void pause(Duration time) throws InterruptedException {
        boolean unused = end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns whether the tree was closed. */
    public boolean isOver() {
        return isOver;
    }

    /**
     * Does nothing as long as the tree is open.
     *
     * @throws InvalidStepException if it was closed
     */
    public void requireOpen() {
        if (isOver) {
            throw new Closed(
                    "Cannot run a step in the cache tree at \"%s\": it was closed. Keep it open while its steps run."
                            .formatted(tree.location()));
        }
    }

    /**
     * Does nothing if the tree is still open when the body of a step has ended.
     *
     * @throws InvalidStepException if it was closed
     */
    public void requireOpenAtTheEndOf(StepInvocation call) {
        if (isOver) {
            throw tooLate(call);
        }
    }

    /** Lets a value that is to come fail if the tree is closed before. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void promise(CompletableFuture<?> value, StepInvocation call) {
        long id = call.id();
        promises.put(id, new Promise(value, call));
        value.whenComplete((any, failure) -> promises.remove(id));
        if (isOver) {
            value.completeExceptionally(tooLate(call));
        }
    }

    private Closed tooLate(StepInvocation call) {
        return new Closed(
                "Cannot commit %s at node \"%s\": the cache tree at \"%s\" was closed before the step ended. Keep it open while its steps run."
                        .formatted(call.step().shortForm(), call.node(), tree.location()));
    }

    /** The tree was closed: no reason for a step that waits in another tree to fail. */
    public static final class Closed extends InvalidStepException {

        @Serial
        private static final long serialVersionUID = 1L;

        private Closed(String message) {
            super(message);
        }
    }
}
