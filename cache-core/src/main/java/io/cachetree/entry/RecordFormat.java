package io.cachetree.entry;

import io.cachetree.tree.InvalidStepException;
import java.time.DateTimeException;
import java.util.function.Supplier;
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
        return read(bytes, RecordReader.Extent.ALL);
    }

    /** The same without the parts of the code, which may be hundreds: for a hit, their digest is enough. */
    static RecordContent readWithoutParts(byte[] bytes) {
        return read(bytes, RecordReader.Extent.WITHOUT_PARTS);
    }

    /** The same without what the key is made of either: for those who look at the files of many entries. */
    static RecordContent readWithoutInputs(byte[] bytes) {
        return read(bytes, RecordReader.Extent.WITHOUT_INPUTS);
    }

    /** Returns the outline of a record in place of the record. */
    static RecordContent readOutline(byte[] bytes) {
        return understood(
                bytes, () -> new OutlineReader(bytes).read().orElseGet(() -> outline(readWithoutInputs(bytes))));
    }

    private static RecordContent outline(RecordContent content) {
        return content instanceof RecordContent.Whole whole
                ? new RecordContent.Outlined(EntryOutline.of(whole.record()))
                : content;
    }

    private static RecordContent read(byte[] bytes, RecordReader.Extent extent) {
        return understood(bytes, () -> new RecordReader(bytes, extent).read());
    }

    private static RecordContent understood(byte[] bytes, Supplier<RecordContent> reading) {
        if (!SealedJson.isWhole(bytes)) {
            return new RecordContent.Unusable(bytes.length == 0 ? "it is empty" : "its checksum does not fit");
        }
        try {
            return reading.get();
        } catch (JacksonException | IllegalArgumentException | DateTimeException | InvalidStepException e) {
            return new RecordContent.Unusable("it cannot be understood: " + e.getMessage());
        }
    }
}
