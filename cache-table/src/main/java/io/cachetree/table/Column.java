package io.cachetree.table;

import java.util.Optional;

/**
 * What a column of a table is called and what its values are.
 *
 * @param name not blank, without control characters
 * @param type what the values are
 * @param unit such as {@code um^3}; not blank, without control characters
 */
public record Column(String name, ColumnType type, Optional<String> unit) {

    /**
     * Creates the description of a column.
     *
     * @throws IllegalArgumentException if the name or the unit is blank, or has characters that do not stand in a line of text
     */
    public Column {
        requirePlain("name", name);
        unit.ifPresent(text -> requirePlain("unit", text));
    }

    private static void requirePlain(String what, String text) {
        if (text.isBlank() || text.codePoints().anyMatch(Column::isUnprintable)) {
            throw new IllegalArgumentException(
                    "Cannot make a column with the %s %s: it is blank or has characters that are no text. Give another %s."
                            .formatted(what, TableDifference.quoted(text), what));
        }
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Returns the column for people: {@code volume REAL um^3}. */
    @Override
    public String toString() {
        return name + " " + type + unit.map(text -> " " + text).orElse("");
    }
}
