package io.cachetree.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as a value: named columns, each of one type and perhaps with a unit, and rows in order.
 *
 * <ul>
 *   <li>There is at least one column, and no two have the same name. There may be no rows; they are counted from 0.
 *   <li>Any value may be missing. A missing text is not an empty one, a missing number is not NaN.
 *   <li>Two tables are equal if their columns are, in order, with names, types and units, and all values.
 * </ul>
 *
 * <pre>{@code
 * record Nucleus(int label, @Unit("um^3") double volume) {}
 *
 * Table nuclei = Table.of(Nucleus.class, List.of(new Nucleus(1, 41.5), new Nucleus(2, 37.0)));
 * double[] volumes = nuclei.doubles("volume");
 * }</pre>
 *
 * <p>Thread safety: immutable.
 */
public final class Table {

    private final List<Column> columns;
    private final List<Cells> cells;

    private Table(List<Column> columns, List<Cells> cells) {
        this.columns = columns;
        this.cells = cells;
    }

    /**
     * Makes a table of records, a column for each component: whole numbers and floating point of any size, {@code boolean},
     * {@code String} and enums, which are text. A component that is null is a missing value.
     *
     * @throws IllegalArgumentException if a component is of another type, or the records are of more than one class
     */
    public static <R extends Record> Table of(Class<R> type, List<? extends R> rows) {
        return new RecordColumns<>(type).table(rows);
    }

    /**
     * Makes a table of records, as {@link #of(Class, List)} does. That takes no records as well, of which nobody can tell here
     * what columns they would have.
     *
     * @throws IllegalArgumentException if there are no records, a component is of a type that columns do not have, or the records
     *     are of more than one class
     */
    @SuppressWarnings("unchecked") // Each record is asked for its class.
    public static <R extends Record> Table of(List<R> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot make a table of no records: nothing says which columns it has. Use Table.of(Nucleus.class, rows), with"
                            + " your record's class.");
        }
        return of((Class<R>) rows.get(0).getClass(), rows);
    }

    /** Returns a builder, to which columns and then rows are given. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what the columns are, in order. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * Returns what a column is.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Column column(String name) {
        return columns.get(indexOf(name));
    }

    /** Returns how many rows there are. */
    public int rowCount() {
        return cells.get(0).count();
    }

    /**
     * Returns a row.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Row row(int index) {
        if (index < 0 || index >= rowCount()) {
            throw new IndexOutOfBoundsException(
                    "Cannot read row %d: the table has %d rows, counted from 0.".formatted(index, rowCount()));
        }
        return new Row(this, index);
    }

    /**
     * Returns the values of a column of {@link ColumnType#INTEGER}.
     *
     * @throws IllegalArgumentException if there is no such column, or one of its values is missing
     */
    public long[] longs(String column) {
        return complete(column, ColumnType.INTEGER).longs();
    }

    /**
     * Returns the values of a column of {@link ColumnType#REAL}, with NaN for those that are missing, as other tools do.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public double[] doubles(String column) {
        Cells found = cells(column, ColumnType.REAL);
        double[] values = found.doubles();
        found.missing().stream().forEach(row -> values[row] = Double.NaN);
        return values;
    }

    /**
     * Returns the values of a column of {@link ColumnType#TEXT}, with null for those that are missing.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable String[] texts(String column) {
        return cells(column, ColumnType.TEXT).texts();
    }

    /**
     * Returns the values of a column of {@link ColumnType#BOOLEAN}.
     *
     * @throws IllegalArgumentException if there is no such column, or one of its values is missing
     */
    public boolean[] booleans(String column) {
        return complete(column, ColumnType.BOOLEAN).booleans();
    }

    /**
     * Returns the rows in which the value of a column is missing.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public BitSet missing(String column) {
        return cells(column).missing();
    }

    /**
     * Returns the rows as records; each component takes the column of its name. Columns that the record does not have are left
     * out.
     *
     * @throws IllegalArgumentException if a column is not there, or is of another type or unit than the component, or if a value
     *     does not fit in the component
     */
    public <R extends Record> List<R> rows(Class<R> type) {
        return new RecordColumns<>(type).records(this);
    }

    Cells cells(int column) {
        return cells.get(column);
    }

    Cells cells(String column) {
        return cells.get(indexOf(column));
    }

    Cells cells(String name, ColumnType type) {
        Column column = column(name);
        if (column.type() != type) {
            throw new IllegalArgumentException("Cannot read column \"%s\" as %s: it is %s. Ask for that, with %s."
                    .formatted(name, type, column.type(), accessor(column.type())));
        }
        return cells(name);
    }

    private static String accessor(ColumnType type) {
        return switch (type) {
            case INTEGER -> "longs or integer";
            case REAL -> "doubles or real";
            case TEXT -> "texts or text";
            case BOOLEAN -> "booleans or bool";
        };
    }

    private Cells complete(String column, ColumnType type) {
        Cells found = cells(column, type);
        int row = found.missing().nextSetBit(0);
        if (row >= 0) {
            throw new IllegalArgumentException(
                    "Cannot read column \"%s\" as an array of %s: the value in row %d is missing. Read it row by row, or into records."
                            .formatted(column, type.element(), row));
        }
        return found;
    }

    private int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Cannot find column \"%s\": the table has %s. Use one of these."
                .formatted(name, columns.stream().map(Column::name).collect(Collectors.joining("\", \"", "\"", "\""))));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table && columns.equals(table.columns) && cells.equals(table.cells);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + cells.hashCode();
    }

    /** Returns what the table is, without what is in it. */
    @Override
    public String toString() {
        return "Table" + columns + " of " + rowCount() + " rows";
    }

    /**
     * Takes the columns of a table and then its rows.
     *
     * <pre>{@code
     * Table nuclei = Table.builder().integer("label").real("volume", "um^3").row(1, 41.5).row(2, null).build();
     * }</pre>
     *
     * <p>Thread safety: none.
     */
    public static final class Builder {

        private final List<Column> columns = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final List<Cells.Growing> cells = new ArrayList<>();
        private int rows;

        private Builder() {}

        /** Adds a column of {@link ColumnType#INTEGER}. */
        public Builder integer(String name) {
            return column(new Column(name, ColumnType.INTEGER, Optional.empty()));
        }

        /** Adds a column of {@link ColumnType#INTEGER} with a unit. */
        public Builder integer(String name, String unit) {
            return column(new Column(name, ColumnType.INTEGER, Optional.of(unit)));
        }

        /** Adds a column of {@link ColumnType#REAL}. */
        public Builder real(String name) {
            return column(new Column(name, ColumnType.REAL, Optional.empty()));
        }

        /** Adds a column of {@link ColumnType#REAL} with a unit. */
        public Builder real(String name, String unit) {
            return column(new Column(name, ColumnType.REAL, Optional.of(unit)));
        }

        /** Adds a column of {@link ColumnType#TEXT}. */
        public Builder text(String name) {
            return column(new Column(name, ColumnType.TEXT, Optional.empty()));
        }

        /** Adds a column of {@link ColumnType#BOOLEAN}. */
        public Builder bool(String name) {
            return column(new Column(name, ColumnType.BOOLEAN, Optional.empty()));
        }

        /**
         * Adds a column.
         *
         * @throws IllegalArgumentException if there is one of that name, or there are rows already
         */
        public Builder column(Column column) {
            if (rows > 0) {
                throw new IllegalArgumentException(
                        "Cannot add column \"%s\": there are rows already. Give all columns first."
                                .formatted(column.name()));
            }
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "Cannot add column \"%s\": there is one of that name. Give it another one."
                                .formatted(column.name()));
            }
            columns.add(column);
            cells.add(new Cells.Growing(column.type()));
            return this;
        }

        /**
         * Adds a row.
         *
         * @param values one for each column, in order; null for one that is missing
         * @throws IllegalArgumentException if there are more or fewer values than columns, or one is not of its column's type
         */
        public Builder row(@Nullable Object... values) {
            if (values.length != columns.size()) {
                throw new IllegalArgumentException(
                        "Cannot add row %d: it has %d values, and the table %d columns. Give one for each, null if it is missing."
                                .formatted(rows, values.length, columns.size()));
            }
            @Nullable Object[] converted = new @Nullable Object[values.length];
            for (int i = 0; i < values.length; i++) {
                converted[i] = converted(values[i], columns.get(i));
            }
            add(converted);
            return this;
        }

        /** Adds a row of values that are of the types of the columns. */
        void add(@Nullable Object[] values) {
            for (int i = 0; i < values.length; i++) {
                cells.get(i).add(values[i]);
            }
            rows++;
        }

        private @Nullable Object converted(@Nullable Object value, Column column) {
            Object converted = value == null ? null : column.type().convert(value);
            if (value != null && converted == null) {
                throw new IllegalArgumentException(
                        "Cannot add row %d: column \"%s\" is %s and takes no %s. Convert it first."
                                .formatted(
                                        rows,
                                        column.name(),
                                        column.type(),
                                        value.getClass().getSimpleName()));
            }
            return converted;
        }

        /**
         * Returns the table. The builder can go on; that changes no table it has returned.
         *
         * @throws IllegalArgumentException if there is no column
         */
        public Table build() {
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("Cannot make a table without columns. Add one before you build it.");
            }
            return new Table(
                    List.copyOf(columns),
                    cells.stream().map(Cells.Growing::cells).toList());
        }
    }
}
