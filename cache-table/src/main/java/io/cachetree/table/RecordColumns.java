package io.cachetree.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record as the columns of a table, and back.
 *
 * <p>Thread safety: immutable.
 */
final class RecordColumns<R extends Record> {

    private final Class<R> type;
    private final List<RecordComponent> components;
    private final List<Column> columns;

    RecordColumns(Class<R> type) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        this.columns = components.stream().map(this::column).toList();
    }

    private Column column(RecordComponent component) {
        ColumnType values = ColumnType.ofValues(component.getType());
        if (values == null) {
            throw new IllegalArgumentException("""
                    Cannot take component "%s" of "%s" for a column: it is a %s. \
                    Make it a number, boolean, String or enum, or leave it out.""".formatted(
                            component.getName(), name(), component.getType().getSimpleName()));
        }
        return new Column(
                component.getName(),
                values,
                Optional.ofNullable(component.getAnnotation(Unit.class)).map(Unit::value));
    }

    private String name() {
        return type.getSimpleName();
    }

    Table table(List<? extends R> rows) {
        Table.Builder table = Table.builder();
        columns.forEach(table::column);
        for (R row : rows) {
            table.row(values(row));
        }
        return table.build();
    }

    private @Nullable Object[] values(@Nullable R row) {
        if (row == null || row.getClass() != type) {
            throw new IllegalArgumentException(
                    "Cannot make a table of \"%s\": one of the records is %s. Give records of one class."
                            .formatted(
                                    name(),
                                    row == null
                                            ? "null"
                                            : "a \"" + row.getClass().getSimpleName() + "\""));
        }
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components.get(i), row);
        }
        return values;
    }

    private @Nullable Object value(RecordComponent component, R row) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreachable(e);
        }
    }

    private IllegalArgumentException unreachable(Exception e) {
        return new IllegalArgumentException(
                "Cannot use the components of \"%s\": %s. Open its package to io.cachetree.table."
                        .formatted(type.getName(), e),
                e);
    }

    List<R> records(Table table) {
        columns.forEach(column -> requireSame(column, table.column(column.name())));
        List<Cells> cells =
                columns.stream().map(column -> table.cells(column.name())).toList();
        Constructor<R> constructor = constructor();
        List<R> records = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            records.add(record(constructor, cells, row));
        }
        return List.copyOf(records);
    }

    private void requireSame(Column component, Column column) {
        if (!component.equals(column)) {
            throw new IllegalArgumentException(
                    "Cannot read column \"%s\" into \"%s\": it is \"%s\", and the component \"%s\". Make them the same."
                            .formatted(column.name(), name(), column, component));
        }
    }

    private Constructor<R> constructor() {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreachable(e);
        }
    }

    private R record(Constructor<R> constructor, List<Cells> cells, int row) {
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(components.get(i), cells.get(i).value(row), row);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    "Cannot read row %d into \"%s\": %s.".formatted(row, name(), refused.getCause()), refused);
        } catch (ReflectiveOperationException e) {
            throw unreachable(e);
        }
    }

    private @Nullable Object component(RecordComponent component, @Nullable Object value, int row) {
        Class<?> target = component.getType();
        if (value == null && !target.isPrimitive()) {
            return null;
        }
        Object fitting = value == null ? null : fitting(target, value);
        if (fitting == null) {
            throw new IllegalArgumentException(
                    "Cannot read row %d, column \"%s\" into \"%s\": %s does not fit in %s. Declare a type that takes it."
                            .formatted(
                                    row,
                                    component.getName(),
                                    name(),
                                    TableDifference.shown(value),
                                    target.getSimpleName()));
        }
        return fitting;
    }

    /** Returns the value as one of the type, or null if it would be another one there. */
    private static @Nullable Object fitting(Class<?> target, Object value) {
        if (target.isEnum()) {
            return Stream.of(target.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(value))
                    .findFirst()
                    .orElse(null);
        }
        if (value instanceof Long whole) {
            return fitting(target, whole.longValue());
        }
        return value instanceof Double real && (target == float.class || target == Float.class) ? fitting(real) : value;
    }

    private static @Nullable Object fitting(double real) {
        float narrow = (float) real;
        return Double.compare(narrow, real) == 0 ? (Object) narrow : null;
    }

    private static @Nullable Object fitting(Class<?> target, long whole) {
        if (target == int.class || target == Integer.class) {
            return (int) whole == whole ? (Object) (int) whole : null;
        }
        if (target == short.class || target == Short.class) {
            return (short) whole == whole ? (Object) (short) whole : null;
        }
        if (target == byte.class || target == Byte.class) {
            return (byte) whole == whole ? (Object) (byte) whole : null;
        }
        return whole;
    }
}
