package io.cachetree.table;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, for those who go through it row by row.
 *
 * <p>Thread safety: immutable.
 */
public final class Row {

    private final Table table;
    private final int index;

    Row(Table table, int index) {
        this.table = table;
        this.index = index;
    }

    /** Returns the place of this row in the table, counted from 0. */
    public int index() {
        return index;
    }

    /**
     * Returns whether the row has no value in a column.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public boolean isMissing(String column) {
        return table.cells(column).isMissing(index);
    }

    /**
     * Returns the value in a column of any type: a {@code Long}, {@code Double}, {@code String} or {@code Boolean}; nothing
     * if it is missing.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Optional<Object> value(String column) {
        return Optional.ofNullable(table.cells(column).value(index));
    }

    /**
     * Returns the value in a column of {@link ColumnType#INTEGER}.
     *
     * @throws IllegalArgumentException if there is no such column, or the value is missing
     */
    public long integer(String column) {
        return (Long) present(column, ColumnType.INTEGER);
    }

    /**
     * Returns the value in a column of {@link ColumnType#REAL}.
     *
     * @throws IllegalArgumentException if there is no such column, or the value is missing
     */
    public double real(String column) {
        return (Double) present(column, ColumnType.REAL);
    }

    /**
     * Returns the value in a column of {@link ColumnType#TEXT}.
     *
     * @throws IllegalArgumentException if there is no such column, or the value is missing
     */
    public String text(String column) {
        return (String) present(column, ColumnType.TEXT);
    }

    /**
     * Returns the value in a column of {@link ColumnType#BOOLEAN}.
     *
     * @throws IllegalArgumentException if there is no such column, or the value is missing
     */
    public boolean bool(String column) {
        return (Boolean) present(column, ColumnType.BOOLEAN);
    }

    private Object present(String column, ColumnType type) {
        @Nullable Object value = table.cells(column, type).value(index);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Cannot read row %d, column \"%s\": the value is missing. Ask isMissing(\"%s\") first."
                            .formatted(index, column, column));
        }
        return value;
    }
}
