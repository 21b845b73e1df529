package io.cachetree.table;

import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Keeps tables as CSV: {@code result.csv}, or {@code objects.csv} for the part {@code objects} of a record, and beside it {@code
 * objects.csv-metadata.json}, which says types and units as <a href="https://www.w3.org/TR/tabular-metadata/">CSV on the Web</a>
 * has it.
 *
 * <ul>
 *   <li>The CSV is that of RFC 4180 in UTF-8, but with line feeds: a header with the names of the columns, then a line for each
 *       row. {@link ColumnType} says how values are written.
 *   <li>In the metadata, {@code datatype} is the type of a column, {@code null} what stands for a missing value, and {@code
 *       schema:unitText} the unit. {@code titles} is the column's name, {@code name} the same as a part of a URL.
 *   <li>A missing value is an empty field, or {@code NA} in a column that has empty texts and in a table of a single column,
 *       where it would be an empty line; with underscores behind it, if {@code NA} is a text of that column.
 *   <li>A row may take 4 Mi characters. Half a surrogate pair is refused, as UTF-8 has no form for it.
 * </ul>
 *
 * <p>A tree finds it by itself. Thread safety: may be used by many threads at the same time.
 */
public final class TableCodecs implements CodecProvider {

    private final TableCodec tables = new TableCodec();

    /** Creates the provider. */
    public TableCodecs() {}

    @Override
    public Optional<Codec<?>> codecFor(Type type, Codecs codecs) {
        return type == Table.class ? Optional.of(tables) : Optional.empty();
    }
}
