package io.cachetree.benchmarks.woven;

import io.cachetree.annotation.Cached;
import io.cachetree.intercept.woven.WovenStep;

/** Steps that are woven, and do next to nothing. Thread safety: immutable. */
public final class WovenSteps {

    /** Creates the steps; they are worth nothing if nobody wove them. */
    public WovenSteps() {
        if (!WovenStep.isWoven(WovenSteps.class)) {
            throw new IllegalStateException("Cannot measure woven steps: nobody wove them. Build with Maven.");
        }
    }

    /** Returns the next number. */
    @Cached
    public int next(int number) {
        return number + 1;
    }

    /** What {@link #next} is when nothing intercepts it. */
    public int plainNext(int number) {
        return number + 1;
    }
}
