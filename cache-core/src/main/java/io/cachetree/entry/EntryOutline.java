package io.cachetree.entry;

import java.time.Duration;
import java.time.Instant;

/**
 * An entry at a glance: little enough to be kept of each entry of a large tree.
 *
 * @param attempt the name of the attempt that made it
 * @param since since when it counts
 * @param duration how long the step ran, with the steps that it called
 * @param size how many bytes it holds
 * @param reason why the step ran, in words
 */
public record EntryOutline(String attempt, Instant since, Duration duration, long size, String reason) {

    /** Returns the outline of a record. */
    public static EntryOutline of(EntryRecord record) {
        return new EntryOutline(
                record.attempt(), record.since(), record.origin().duration(), record.size(), record.reason());
    }
}
