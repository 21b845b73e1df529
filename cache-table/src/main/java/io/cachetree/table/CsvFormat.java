package io.cachetree.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as CSV.
 *
 * @param metadata what the columns are, and what stands for missing values
 */
record CsvFormat(TableMetadata metadata) {

    /** What the reader's buffer of 16 Mi characters surely takes, even if each is a quote that is written twice. */
    static final int LONGEST_ROW = 4 * 1024 * 1024;

    /** Writes a table, and leaves the stream open. */
    void write(Table table, OutputStream out) throws IOException {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(new OutputStreamWriter(out, UTF_8));
        CharsetEncoder encoder = UTF_8.newEncoder();
        csv.writeRecord(requireShort(header(), "the header"));
        for (int row = 0; row < table.rowCount(); row++) {
            csv.writeRecord(requireShort(fields(table, row, encoder), "row " + row));
        }
        csv.flush();
    }

    private String[] header() {
        return columns().stream().map(Column::name).toArray(String[]::new);
    }

    private List<Column> columns() {
        return metadata.columns();
    }

    private @Nullable String[] fields(Table table, int row, CharsetEncoder encoder) {
        @Nullable String[] fields = new @Nullable String[columns().size()];
        for (int i = 0; i < fields.length; i++) {
            Object value = table.cells(i).value(row);
            fields[i] = value == null ? mark(i) : text(value, columns().get(i), row, encoder);
        }
        return fields;
    }

    /** An empty mark is written without quotes, an empty text with them. */
    private @Nullable String mark(int column) {
        String mark = metadata.marks().get(column);
        return mark.isEmpty() ? null : mark;
    }

    private static String text(Object value, Column column, int row, CharsetEncoder encoder) {
        String text = column.type().format(value);
        if (column.type() == ColumnType.TEXT && !encoder.canEncode(text)) {
            throw new InvalidStepException("""
                    Cannot write row %d, column "%s" as CSV: the text has half of a surrogate pair, and UTF-8 has no form for it. \
                    Put whole characters into the table.""".formatted(row, column.name()));
        }
        return text;
    }

    private static @Nullable String[] requireShort(@Nullable String[] fields, String where) {
        long length = fields.length;
        for (String field : fields) {
            length += field == null ? 0 : field.length();
        }
        if (length > LONGEST_ROW) {
            throw new InvalidStepException(
                    "Cannot write %s of the table as CSV: it takes %d characters, and may take %d. Return long texts as files of their own."
                            .formatted(where, length, LONGEST_ROW));
        }
        return fields;
    }

    /**
     * Reads a table.
     *
     * @param rows how many there must be
     * @throws IOException if it cannot be read, or is not such a table
     * @throws RuntimeException if it is no CSV
     */
    Table read(InputStream in, int rows) throws IOException {
        Table.Builder table = Table.builder();
        columns().forEach(table::column);
        try (CsvReader<String[]> csv = reader(in);
                CloseableIterator<String[]> records = csv.iterator()) {
            requireHeader(records);
            for (int row = 0; row < rows; row++) {
                table.add(values(next(records, "row " + row), row));
            }
            requireEnd(records, rows);
        }
        return table.build();
    }

    private CsvReader<String[]> reader(InputStream in) {
        StringArrayHandler handler = StringArrayHandler.builder()
                .maxFields(columns().size() + 1)
                .maxFieldSize(LONGEST_ROW)
                .maxRecordSize(LONGEST_ROW)
                .build();
        return CsvReader.builder().skipEmptyLines(false).build(handler, new InputStreamReader(in, UTF_8.newDecoder()));
    }

    private void requireHeader(CloseableIterator<String[]> records) throws IOException {
        if (!List.of(next(records, "the header")).equals(List.of(header()))) {
            throw new IOException("the header does not have the columns of the metadata");
        }
    }

    private static String[] next(CloseableIterator<String[]> records, String what) throws IOException {
        if (!records.hasNext()) {
            throw new IOException("it ends before " + what);
        }
        return records.next();
    }

    private static void requireEnd(CloseableIterator<String[]> records, int rows) throws IOException {
        if (records.hasNext()) {
            throw new IOException("it goes on after %d rows".formatted(rows));
        }
    }

    private @Nullable Object[] values(String[] fields, int row) throws IOException {
        if (fields.length != columns().size()) {
            throw new IOException(
                    "row %d does not have %d fields".formatted(row, columns().size()));
        }
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i].equals(metadata.marks().get(i)) ? null : parsed(fields[i], i, row);
        }
        return values;
    }

    private Object parsed(String field, int column, int row) throws IOException {
        try {
            return columns().get(column).type().parse(field);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "row %d, %s: %s is not %s"
                            .formatted(
                                    row,
                                    columns().get(column).name(),
                                    TableDifference.quoted(field),
                                    columns().get(column).type()),
                    e);
        }
    }
}
