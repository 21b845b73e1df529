package io.cachetree.cli.answer;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.MissReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why an entry was computed.
 *
 * @param place the node
 * @param record the entry
 * @param before the entry before it
 * @param changes what sets the two apart
 */
public record Reason(Place place, EntryRecord record, Optional<EntryRecord> before, List<MissReason> changes)
        implements Answer {

    /** The form for programs. */
    record Json(
            String tree,
            String node,
            String key,
            Instant committed,
            String reason,
            Optional<Before> before,
            List<Change> changes) {}

    /** The entry before. */
    record Before(String key, Instant committed) {}

    @Override
    public Json json() {
        return new Json(
                place.root().toString(),
                Words.path(place.node()),
                record.key().shortName(),
                record.since(),
                record.reason(),
                before.map(each -> new Before(each.key().shortName(), each.since())),
                changes.stream().map(Change::of).toList());
    }

    @Override
    public void print(Page page) {
        page.line("%s  computed %s ago: %s"
                .formatted(
                        page.paint(
                                Ink.NAME,
                                Words.path(place.node()) + "@" + record.key().shortName()),
                        page.age(record.since()),
                        page.paint(Ink.STRONG, record.reason())));
        page.line();
        if (before.isEmpty()) {
            page.line("There is no entry of %s before it to compare it with.".formatted(EntryText.step(record.step())));
            return;
        }
        EntryRecord earlier = before.get();
        String against = "%s, %s ago"
                .formatted(page.paint(Ink.NAME, "@" + earlier.key().shortName()), page.age(earlier.since()));
        if (changes.isEmpty()) {
            page.line("It has the inputs and the code of the entry before it, %s.".formatted(against));
            return;
        }
        page.line("Against the entry before it, %s:".formatted(against));
        changes.forEach(change -> Change.of(change).print(page));
    }
}
