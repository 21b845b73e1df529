package io.cachetree.viewer.data;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What ran when.
 *
 * @param runs the runs, the newest first
 */
public record TimelineDocument(List<Run> runs) {

    /** Copies the list. */
    public TimelineDocument {
        runs = List.copyOf(runs);
    }

    /**
     * A call of a node at the top, with what was computed and read for it.
     *
     * @param node the node
     * @param key the short form of the key
     * @param state {@code computed}, {@code running}, {@code failed}, or {@code killed} if its process ended in the middle of it
     * @param started when it started
     * @param seconds how long it took; if it is running, until now, and if it was killed, until the last sign of life
     * @param host the machine
     * @param reason why it ran, if it was computed
     * @param steps the steps below it, in the order in which they started
     * @param left how many shorter steps are not listed
     */
    public record Run(
            String node,
            String key,
            String state,
            Instant started,
            double seconds,
            String host,
            Optional<String> reason,
            List<Step> steps,
            int left) {

        /** Copies the list. */
        public Run {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step of a run.
     *
     * @param node its node
     * @param key the short form of the key
     * @param started how many seconds after the run it started; of what was read, when the step that read it did
     * @param seconds how long it took; 0 for what was read, and until the end of the run for what is running or was killed
     * @param own how much of that no step below it took, if it was computed
     * @param state as that of a run, or {@code read}
     * @param critical whether the run would have ended earlier if this had
     * @param parent the index of the step that called it; -1 if the run itself did
     * @param computed when it was computed, if it was read
     */
    public record Step(
            String node,
            String key,
            double started,
            double seconds,
            Optional<Double> own,
            String state,
            boolean critical,
            int parent,
            Optional<Instant> computed) {}
}
