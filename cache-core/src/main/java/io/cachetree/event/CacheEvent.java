package io.cachetree.event;

import io.cachetree.tree.Claimant;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.Origin;
import io.cachetree.tree.Recheck;
import java.time.Duration;

/**
 * Something that happened to a call of a step.
 *
 * <p>A call is either {@link StepHit}, after {@link CodeDiffers} where other code computed the result; or {@link StepMissed}, {@link StepStarted}, then one of {@link StepCommitted},
 * {@link StepAdopted}, {@link StepUncached} and {@link StepFailed}. A call that waited for an equal one is a hit after it. Where another
 * process computes it, {@link StepWaiting} comes before all that, and {@link StepTakenOver} if that one did not come to an end.
 *
 * <p>Before a hit that is also computed again there are {@link StepRechecking} and, unless that was not possible,
 * {@link StepConfirmed} or {@link StepDiffers}.
 */
public sealed interface CacheEvent {

    /** Returns the call that it happened to. */
    StepInvocation call();

    /**
     * No committed result answers the call.
     *
     * @param call the call
     * @param reason why not
     */
    record StepMissed(StepInvocation call, MissReason reason) implements CacheEvent {}

    /**
     * The body of the step starts.
     *
     * @param call the call
     */
    record StepStarted(StepInvocation call) implements CacheEvent {}

    /**
     * A committed result was read.
     *
     * @param call the call
     * @param origin who computed it, and when
     * @param took how long the call took, with the recheck if there was one
     */
    record StepHit(StepInvocation call, Origin origin, Duration took) implements CacheEvent {}

    /**
     * A committed result is about to be used although other code computed it, as the options in force say.
     *
     * @param call the call
     * @param change what changed in the code since
     */
    record CodeDiffers(StepInvocation call, MissReason change) implements CacheEvent {}

    /**
     * The body returned and its result is committed.
     *
     * @param call the call
     * @param took how long the call took, with the commit
     */
    record StepCommitted(StepInvocation call, Duration took) implements CacheEvent {}

    /**
     * The body returned, but another process had committed the same key in the meantime: its result is used.
     *
     * @param call the call
     * @param origin who computed the result that is used
     * @param took how long the call took
     */
    record StepAdopted(StepInvocation call, Origin origin, Duration took) implements CacheEvent {}

    /**
     * Another process computes the result, and the call waits for it.
     *
     * @param call the call
     * @param who that other process
     */
    record StepWaiting(StepInvocation call, Claimant who) implements CacheEvent {}

    /**
     * Another process began to compute the result, and is not waited for any more.
     *
     * @param call the call
     * @param who that other process
     * @param reason why not, such as {@code process 4711 on host-7 has ended}
     */
    record StepTakenOver(StepInvocation call, Claimant who, String reason) implements CacheEvent {}

    /**
     * The body returned, and its result is not committed, since the storage failed: the caller gets it as it was returned, as the options
     * in force say.
     *
     * @param call the call
     * @param why what the storage said
     * @param took how long the call took
     */
    record StepUncached(StepInvocation call, String why, Duration took) implements CacheEvent {}

    /**
     * The body threw, its result could not be committed, or another process that computes it was not waited for to the end.
     *
     * @param call the call
     * @param failure what was thrown
     * @param took how long the call took
     */
    record StepFailed(StepInvocation call, Throwable failure, Duration took) implements CacheEvent {}

    /**
     * A result that was found is computed again, to see whether the step is a pure function of its inputs.
     *
     * @param call the call
     * @param sample share and seed that took it
     */
    record StepRechecking(StepInvocation call, Recheck sample) implements CacheEvent {}

    /**
     * What was computed again is what is committed.
     *
     * @param call the call
     * @param took how long that took
     */
    record StepConfirmed(StepInvocation call, Duration took) implements CacheEvent {}

    /**
     * What was computed again is not what is committed, which the caller still gets.
     *
     * @param call the call
     * @param difference the first difference, such as {@code $.regions[3].density: 0.41 -> 0.42}; or that the step threw,
     *     or changed an input
     * @param took how long that took
     */
    record StepDiffers(StepInvocation call, String difference, Duration took) implements CacheEvent {}
}
