package io.cachetree.table;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The first place in which two tables differ, for people. */
record TableDifference(String file, Table before, Table now) {

    private static final int MAX_SHOWN = 80;

    /** Returns the place with both values, as in {@code objects.csv row 12, volume: 41.0 -> 42.0}. */
    Optional<String> first() {
        if (!before.columns().equals(now.columns())) {
            return Optional.of(ofColumns());
        }
        int rows = Math.min(before.rowCount(), now.rowCount());
        Optional<String> ofValues = IntStream.range(0, rows)
                .filter(row -> !isSame(row))
                .mapToObj(this::ofRow)
                .findFirst();
        return ofValues.or(this::ofLength);
    }

    private String ofColumns() {
        int count = Math.max(before.columns().size(), now.columns().size());
        return IntStream.range(0, count)
                .filter(i -> !column(before, i).equals(column(now, i)))
                .mapToObj(i -> "%s column %d: %s -> %s".formatted(file, i, column(before, i), column(now, i)))
                .findFirst()
                .orElseThrow();
    }

    private static String column(Table table, int index) {
        return index < table.columns().size()
                ? quoted(table.columns().get(index).toString())
                : "none";
    }

    private boolean isSame(int row) {
        return IntStream.range(0, before.columns().size()).allMatch(column -> isSame(row, column));
    }

    private boolean isSame(int row, int column) {
        return Objects.equals(before.cells(column).value(row), now.cells(column).value(row));
    }

    private String ofRow(int row) {
        int column = IntStream.range(0, before.columns().size())
                .filter(each -> !isSame(row, each))
                .findFirst()
                .orElseThrow();
        return "%s row %d, %s: %s -> %s"
                .formatted(
                        file,
                        row,
                        shortened(before.columns().get(column).name()),
                        shown(before.cells(column).value(row)),
                        shown(now.cells(column).value(row)));
    }

    private Optional<String> ofLength() {
        return before.rowCount() == now.rowCount()
                ? Optional.empty()
                : Optional.of("%s: %d rows -> %d rows".formatted(file, before.rowCount(), now.rowCount()));
    }

    /** Returns a value of a table for people, on one line. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        return value instanceof String text
                ? quoted(text)
                : value instanceof Double ? ColumnType.REAL.format(value) : value.toString();
    }

    /** Returns a text in quotes, on one line and not too long. */
    static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    private static String shortened(String text) {
        String whole = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
        return whole.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
                .reduce("", String::concat);
    }
}
