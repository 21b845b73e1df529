package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.RecordContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is named like a record, with what it holds.
 *
 * @param file its name within the node
 * @param content what it holds
 */
public record FoundRecord(String file, RecordContent content) {

    /** Returns the short form of the key, as the file's name shows it. */
    public String key() {
        return EntryNames.keyOf(file);
    }

    /** Returns the record, if it is whole. */
    public Optional<EntryRecord> record() {
        return content instanceof RecordContent.Whole whole ? Optional.of(whole.record()) : Optional.empty();
    }

    /** Returns what is wrong with it, if it is damaged. */
    public Optional<String> damage() {
        return content instanceof RecordContent.Unusable unusable ? Optional.of(unusable.why()) : Optional.empty();
    }

    Instant since() {
        return record().map(EntryRecord::since).orElse(Instant.MIN);
    }

    boolean isSuperseded() {
        return content instanceof RecordContent.Superseded;
    }

    /** Returns whether the record says that the files of an attempt are its own. */
    public boolean names(String attempt) {
        return record().filter(record -> record.attempt().equals(attempt)).isPresent();
    }
}
