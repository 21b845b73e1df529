package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryOutline;
import io.cachetree.entry.RecordContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file that is named like a record, with the outline of what it holds.
 *
 * @param file its name within the node
 * @param entry the outline of the entry, if the record is whole
 * @param damage what is wrong with it, if it is damaged
 */
public record FoundOutline(String file, Optional<EntryOutline> entry, Optional<String> damage) {

    /** Returns the outline of what was found. */
    public static FoundOutline of(FoundRecord found) {
        return new FoundOutline(found.file(), found.record().map(EntryOutline::of), found.damage());
    }

    static FoundOutline of(String file, RecordContent content) {
        return new FoundOutline(
                file,
                content instanceof RecordContent.Outlined whole ? Optional.of(whole.outline()) : Optional.empty(),
                content instanceof RecordContent.Unusable unusable ? Optional.of(unusable.why()) : Optional.empty());
    }

    static FoundOutline damaged(String file, String why) {
        return new FoundOutline(file, Optional.empty(), Optional.of(why));
    }

    /** Returns the short form of the key, as the file's name shows it. */
    public String key() {
        return EntryNames.keyOf(file);
    }

    Instant since() {
        return entry.map(EntryOutline::since).orElse(Instant.MIN);
    }

    boolean isSuperseded() {
        return entry.isEmpty() && damage.isEmpty();
    }

    /** Returns the same of all of them; of none it is true. */
    boolean namesAll(List<String> attempts) {
        return attempts.isEmpty() || attempts.stream().allMatch(this::names);
    }

    /** Returns whether the record says that the files of an attempt are its own. */
    public boolean names(String attempt) {
        return entry.filter(outline -> outline.attempt().equals(attempt)).isPresent();
    }
}
