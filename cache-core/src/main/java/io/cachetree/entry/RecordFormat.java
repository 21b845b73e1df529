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

    /** Returns what the file of a record holds. */
    static RecordContent read(byte[] bytes) {
        return read(bytes, RecordReader.Parts.READ);
    }

    /** The same without the parts of the code, which may be hundreds: for a hit, their digest is enough. */
    static RecordContent readWithoutParts(byte[] bytes) {
        return read(bytes, RecordReader.Parts.SKIPPED);
    }

    /** The same without what the key is made of: for those who look at many entries. */
    static RecordContent readOutline(byte[] bytes) {
        return read(bytes, RecordReader.Parts.OUTLINE);
    }

    private static RecordContent read(byte[] bytes, RecordReader.Parts parts) {
        if (!SealedJson.isWhole(bytes)) {
            return new RecordContent.Unusable(bytes.length == 0 ? "it is empty" : "its checksum does not fit");
        }
        try {
            return new RecordReader(bytes, parts).read();
        } catch (JacksonException | IllegalArgumentException | DateTimeException | InvalidStepException e) {
            return new RecordContent.Unusable("it cannot be understood: " + e.getMessage());
        }
    }
}
