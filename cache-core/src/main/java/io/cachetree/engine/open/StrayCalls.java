package io.cachetree.engine.open;

import io.cachetree.event.StrayCall;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of steps on threads that are in no tree, while a tree is open elsewhere in this process: most often work was
 * handed to another thread without its context.
 *
 * <ul>
 *   <li>They run as plain methods. Of each step the first one is logged at WARN and told to the listeners of all open
 *       trees; how many there were is logged when the last tree is closed.
 *   <li>If any open tree is strict, they are errors.
 * </ul>
 *
 * <p>This is state of the whole process, because a stray call belongs to no tree. Thread safety: any number of threads.
 */
public final class StrayCalls {

    private static final Logger log = LoggerFactory.getLogger("io.cachetree");
    private static final ConcurrentMap<StepId, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private StrayCalls() {}

    /** What a tree does about calls that no tree sees. */
    public enum Policy {
        /** It reports them. */
        REPORT,
        /** It does not allow them. */
        FAIL
    }

    /** Returns whether a call on a thread that is in no tree would be stray: whether any tree is open. */
    public static boolean arePossible() {
        return !OpenTrees.areNone();
    }

    /**
     * Takes note of a call on a thread that is in no tree, before it runs.
     *
     * @throws InvalidStepException if an open tree is strict
     */
    public static void note(StepId step) {
        if (OpenTrees.all().isEmpty()) {
            return;
        }
        for (OpenTrees.OpenTree tree : OpenTrees.all()) {
            if (tree.strayCalls() == Policy.FAIL) {
                throw new InvalidStepException(call(step).error(tree.location()));
            }
        }
        LongAdder known = COUNTS.get(step);
        (known == null ? first(step) : known).increment();
    }

    private static LongAdder first(StepId step) {
        LongAdder mine = new LongAdder();
        LongAdder other = COUNTS.putIfAbsent(step, mine);
        if (other != null) {
            return other;
        }
        StrayCall call = call(step);
        log.warn("{}", call.warning());
        OpenTrees.all().forEach(tree -> tree.listener().onStrayCall(call));
        return mine;
    }

    private static StrayCall call(StepId step) {
        return new StrayCall(step, Thread.currentThread().getName());
    }

    /** The last tree was closed: tells how many there were, and starts anew. */
    static void forget() {
        COUNTS.keySet().forEach(step -> {
            LongAdder count = COUNTS.remove(step);
            if (count != null && count.sum() > 1) {
                log.warn("{} ran outside of the tree {} times", step.shortForm(), count.sum());
            }
        });
    }
}
