package io.cachetree.plan;

import io.cachetree.key.StepId;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.util.Optional;

/**
 * What would become of the calls of a step at a node.
 *
 * @param node the node
 * @param step the step
 * @param action what would happen
 * @param certainty how sure this is
 * @param reason why it would be computed; empty if it would be read
 * @param times how often it would be called
 * @param estimate what it would take, all times together, from earlier entries of the node; empty if there is none
 */
public record PlannedStep(
        NodePath node,
        StepId step,
        Action action,
        Certainty certainty,
        Optional<MissReason> reason,
        long times,
        Optional<Estimate> estimate) {

    /** What would happen to a call. */
    public enum Action {
        /** A committed result is read. */
        READ,
        /** The body runs. */
        COMPUTE
    }

    /** How sure a plan is. */
    public enum Certainty {
        /** The key was computed and looked up. */
        EXACT,
        /** A step around it has to run, and only an earlier run of that one tells what it calls. */
        PREDICTED
    }

    /**
     * What calls would take.
     *
     * @param duration for how long the body runs, without the steps that it calls; zero for what is read
     * @param bytes how many bytes are read or written
     */
    public record Estimate(Duration duration, long bytes) {

        /** Nothing. */
        public static final Estimate NONE = new Estimate(Duration.ZERO, 0);

        /** Returns the sum. */
        public Estimate and(Estimate other) {
            return new Estimate(duration.plus(other.duration), bytes + other.bytes);
        }

        /** Returns what several such calls would take. */
        public Estimate times(long count) {
            return new Estimate(duration.multipliedBy(count), bytes * count);
        }
    }

    /** Returns these calls and others of the same step at the same node together. */
    PlannedStep and(PlannedStep other) {
        Optional<Estimate> both = estimate.flatMap(mine -> other.estimate.map(mine::and));
        return new PlannedStep(node, step, action, certainty, reason, times + other.times, both);
    }
}
