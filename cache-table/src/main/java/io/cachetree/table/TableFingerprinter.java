package io.cachetree.table;

import io.cachetree.key.FingerprintSink;
import io.cachetree.key.Fingerprinter;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Returns the number of rows and the names of the columns: {@code table of 64 rows: label, volume}. */
    @Override
    public Optional<String> shown(Table table) {
        int rows = table.rowCount();
        return Optional.of(table.columns().stream()
                .map(Column::name)
                .collect(Collectors.joining(", ", "table of %d row%s: ".formatted(rows, rows == 1 ? "" : "s"), "")));
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
