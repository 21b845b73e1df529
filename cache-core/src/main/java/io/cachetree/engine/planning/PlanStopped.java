package io.cachetree.engine.planning;

import io.cachetree.engine.call.KeyedCall;
import java.io.Serial;
import java.util.Objects;
import java.util.stream.Stream;

/** Leaves the work that a plan is made of, where a step would have to run: its result is not there to go on with. */
public final class PlanStopped extends Error {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Causes can go round in a circle. */
    private static final int DEEPEST_CAUSE = 100;

    PlanStopped(KeyedCall call) {
        super(
                "The plan ends at %s, which would have to run. Let this error pass."
                        .formatted(call.invocation().node()),
                null,
                false,
                false);
    }

    /** Returns whether this is why something was thrown: futures and the user's own code put exceptions around it. */
    public static boolean isBehind(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(PlanStopped.class::isInstance);
    }
}
