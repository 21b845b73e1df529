package io.cachetree.entry;

import io.cachetree.tree.InvalidStepException;
import java.time.DateTimeException;
import tools.jackson.core.JacksonException;

/** From a record to the bytes of its file and back. */
final class RecordFormat {

    /** The format that this version writes, and the newest that it reads. */
    static final int FORMAT = 1;

    private RecordFormat() {}

    static byte[] write(EntryRecord record) {
        return SealedJson.seal(RecordWriter.body(record));
    }

    /** Returns what replaces a record that was superseded. */
    static byte[] writeSuperseded(int by) {
        return SealedJson.seal(RecordWriter.superseded(by));
    }

    static RecordContent read(byte[] bytes) {
        if (!SealedJson.isWhole(bytes)) {
            return new RecordContent.Unusable(bytes.length == 0 ? "it is empty" : "its checksum does not fit");
        }
        try {
            return new RecordReader(bytes).read();
        } catch (JacksonException | IllegalArgumentException | DateTimeException | InvalidStepException e) {
            return new RecordContent.Unusable("it cannot be understood: " + e.getMessage());
        }
    }
}
