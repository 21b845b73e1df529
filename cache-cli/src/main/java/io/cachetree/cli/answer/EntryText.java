package io.cachetree.cli.answer;

import io.cachetree.entry.EntryRecord;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a record stands in several answers. */
public final class EntryText {

    private EntryText() {}

    /** Returns the step as in {@code NucleiPipeline.split}. */
    static String step(StepId step) {
        return step.shortForm();
    }

    /** Returns the name of an input, without the class of a field. */
    static String name(KeyPart input) {
        return input.name().substring(input.name().lastIndexOf('.') + 1);
    }

    /** Returns the entry that the same step committed to the node before this one. */
    public static Optional<EntryRecord> before(EntryRecord record, List<EntryRecord> all) {
        return sameStep(record, all)
                .filter(each -> each.since().isBefore(record.since()))
                .max(Comparator.comparing(EntryRecord::since));
    }

    private static Stream<EntryRecord> sameStep(EntryRecord record, List<EntryRecord> all) {
        return all.stream()
                .filter(each -> !each.attempt().equals(record.attempt()))
                .filter(each ->
                        each.step().declaringClass().equals(record.step().declaringClass()))
                .filter(each -> each.step().method().equals(record.step().method()));
    }
}
