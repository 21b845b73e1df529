package io.cachetree.entry;

/** What the file of a register turned out to hold. */
sealed interface RecordContent {

    /** A whole record. */
    record Whole(EntryRecord record) implements RecordContent {}

    /** The record was superseded by the one in another register. */
    record Superseded(int by) implements RecordContent {}

    /** Nothing that can be relied on: torn, changed, foreign, or of a newer format. */
    record Unusable(String why) implements RecordContent {}
}
