package io.cachetree.cli.difference;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one part of two results differs: a file, an image, or the value in the record.
 *
 * @param name what it is called in the entry
 * @param kind what it was compared as
 * @param outcome what came of it
 * @param summary in a few words; empty if the two are the same
 * @param measures numbers that say how far they are apart, by their names
 * @param details the places in which they differ, as many as a person reads
 */
public record Difference(
        String name, Kind kind, Outcome outcome, String summary, Map<String, Number> measures, List<String> details) {

    /** What a part was compared as. */
    public enum Kind {
        /** Values by their paths. */
        JSON,
        /** Rows and columns. */
        TABLE,
        /** Numbers at places. */
        IMAGE,
        /** Objects at places. */
        LABELS,
        /** Lines. */
        TEXT,
        /** Bytes. */
        BYTES
    }

    /** What came of a comparison. */
    public enum Outcome {
        /** They are the same. */
        SAME,
        /** They differ. */
        CHANGED,
        /** Only the second result has it. */
        ADDED,
        /** Only the first result has it. */
        REMOVED,
        /** One of them is not what was committed. */
        DAMAGED
    }

    /** Puts the measures in the order of their names. */
    public Difference {
        measures = Collections.unmodifiableMap(new TreeMap<>(measures));
        details = List.copyOf(details);
    }

    static Difference of(String name, Kind kind, Outcome outcome, String summary) {
        return new Difference(name, kind, outcome, summary, Map.of(), List.of());
    }

    static Difference changed(
            String name, Kind kind, String summary, Map<String, Number> measures, List<String> details) {
        return new Difference(name, kind, Outcome.CHANGED, summary, measures, details);
    }

    static Difference same(String name, Kind kind) {
        return of(name, kind, Outcome.SAME, "");
    }

    Difference named(String other) {
        return new Difference(other, kind, outcome, summary, measures, details);
    }

    /** Returns whether the two are not the same. */
    public boolean isDifferent() {
        return outcome != Outcome.SAME;
    }

    /** Returns the summary, if there is one. */
    public Optional<String> what() {
        return summary.isEmpty() ? Optional.empty() : Optional.of(summary);
    }
}
