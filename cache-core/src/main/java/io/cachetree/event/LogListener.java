package io.cachetree.event;

import io.cachetree.event.CacheEvent.CodeDiffers;
import io.cachetree.event.CacheEvent.StepAdopted;
import io.cachetree.event.CacheEvent.StepCommitted;
import io.cachetree.event.CacheEvent.StepConfirmed;
import io.cachetree.event.CacheEvent.StepDiffers;
import io.cachetree.event.CacheEvent.StepFailed;
import io.cachetree.event.CacheEvent.StepHit;
import io.cachetree.event.CacheEvent.StepMissed;
import io.cachetree.event.CacheEvent.StepRechecking;
import io.cachetree.event.CacheEvent.StepStarted;
import io.cachetree.event.CacheEvent.StepTakenOver;
import io.cachetree.event.CacheEvent.StepUncached;
import io.cachetree.event.CacheEvent.StepWaiting;
import io.cachetree.tree.Transfer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to the log: a hit at DEBUG, a run with its reason at INFO. */
public final class LogListener implements CacheListener {

    private static final Logger log = LoggerFactory.getLogger("io.cachetree");

    @Override
    public void onTransfer(Transfer transfer) {
        log.debug(
                "{}: {} of {} bytes {}",
                transfer.directory(),
                transfer.bytes(),
                transfer.total(),
                transfer.direction());
    }

    @Override
    public void on(CacheEvent event) {
        if (event instanceof StepHit hit) {
            log.debug("{} read", hit.call().node());
        } else if (event instanceof StepMissed missed) {
            log.info("{} runs: {}", missed.call().node(), missed.reason().text());
        } else if (event instanceof StepStarted started) {
            log.debug("{} started", started.call().node());
        } else if (event instanceof StepCommitted committed) {
            log.debug("{} committed after {}", committed.call().node(), committed.took());
        } else if (event instanceof CodeDiffers differs) {
            log.warn(
                    "{} is read although {}",
                    differs.call().node(),
                    differs.change().text());
        } else if (event instanceof StepAdopted adopted) {
            log.info(
                    "{} uses the result that {} committed first",
                    adopted.call().node(),
                    adopted.origin().host());
        } else if (event instanceof StepFailed failed) {
            log.warn(
                    "{} failed: {}",
                    failed.call().node(),
                    failed.failure().getClass().getName());
        } else if (event instanceof StepWaiting waiting) {
            log.info("{} waits: {}", waiting.call().node(), waiting.who().text());
        } else if (event instanceof StepTakenOver over) {
            log.info("{} is not waited for any more: {}", over.call().node(), over.reason());
        } else if (event instanceof StepUncached uncached) {
            log.info("{} is not cached: {}", uncached.call().node(), uncached.why());
        } else if (event instanceof StepRechecking rechecking) {
            log.info(
                    "{} runs again: verify({}, {})",
                    rechecking.call().node(),
                    rechecking.sample().share(),
                    rechecking.sample().seed());
        } else if (event instanceof StepConfirmed confirmed) {
            log.debug("{} confirmed after {}", confirmed.call().node(), confirmed.took());
        } else if (event instanceof StepDiffers differs) {
            log.warn(
                    "{} gives another result than the committed one for the same inputs, {}: {}",
                    differs.call().node(),
                    differs.call().step().shortForm(),
                    differs.difference());
        }
    }
}
