package io.cachetree.table;

import io.cachetree.key.FingerprintSink;
import io.cachetree.key.Fingerprinter;

/**
 * Makes tables inputs of steps: by names, types and units of their columns, and by all values.
 *
 * <p>A tree finds it by itself. Thread safety: may be used by many threads at the same time.
 */
public final class TableFingerprinter implements Fingerprinter<Table> {

    /** Creates the fingerprinter. */
    public TableFingerprinter() {}

    @Override
    public Class<Table> type() {
        return Table.class;
    }

    @Override
    public void fingerprint(Table table, FingerprintSink sink) {
        sink.put(table.rowCount());
        sink.put(table.columns().size());
        for (Column column : table.columns()) {
            sink.put(column.name());
            sink.put(column.type().name());
            sink.put(column.unit().orElse(""));
            sink.put(table.missing(column.name()).toLongArray());
            values(table.cells(column.name()), column.type(), sink);
        }
    }

    private static void values(Cells cells, ColumnType type, FingerprintSink sink) {
        switch (type) {
            case INTEGER -> sink.put(cells.longs());
            case REAL -> sink.put(cells.doubles());
            case BOOLEAN -> sink.put(cells.booleans());
            case TEXT -> texts(cells, sink);
        }
    }

    private static void texts(Cells cells, FingerprintSink sink) {
        for (String text : cells.texts()) {
            sink.put(text == null ? "" : text);
        }
    }
}
