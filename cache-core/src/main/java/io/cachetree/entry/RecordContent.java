package io.cachetree.entry;

/** What a file that is named like a record turned out to hold. Immutable. */
public sealed interface RecordContent {

    /**
     * A whole record.
     *
     * @param record the record
     */
    record Whole(EntryRecord record) implements RecordContent {}

    /**
     * A whole record, of which only the outline was asked for.
     *
     * @param outline the outline
     */
    record Outlined(EntryOutline outline) implements RecordContent {}

    /**
     * The record was superseded by the one in another register.
     *
     * @param by the number of that register
     */
    record Superseded(int by) implements RecordContent {}

    /**
     * Nothing that can be relied on: torn, changed, foreign, or of a newer format.
     *
     * @param why what is wrong with it
     */
    record Unusable(String why) implements RecordContent {}
}
