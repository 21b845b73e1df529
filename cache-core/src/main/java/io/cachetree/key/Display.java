package io.cachetree.key;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values for people, on one short line: as their fingerprinters say, or by what they consist of. It stops where the line is full, so that neither large nor cyclic values
 * are walked through, and it calls no {@code toString} but the JDK's.
 */
final class Display {

    private static final int MAX_LENGTH = 200;
    private static final String ELLIPSIS = "…";
    private static final String NONE = "none";

    private static final Set<Class<?>> VALUES = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Locale.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private final StringBuilder line = new StringBuilder();

    private final Rules rules;

    private Display(Rules rules) {
        this.rules = rules;
    }

    static String of(@Nullable Object value, Rules rules) {
        Display display = new Display(rules);
        display.show(value);
        return fit(display.line);
    }

    /** Returns the text on one line of at most 200 characters, with what a terminal would act on escaped. */
    static String fit(CharSequence text) {
        StringBuilder fitting = new StringBuilder();
        int cut = 0;
        for (int at = 0; at < text.length() && fitting.length() <= MAX_LENGTH; ) {
            int character = Character.codePointAt(text, at);
            fitting.append(escape(character));
            at += Character.charCount(character);
            cut = fitting.length() < MAX_LENGTH ? fitting.length() : cut;
        }
        if (fitting.length() > MAX_LENGTH) {
            fitting.replace(cut, fitting.length(), ELLIPSIS);
        }
        return fitting.toString();
    }

    private static String escape(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> character == '\n' ? "\\n" : "\\u{" + Integer.toHexString(character) + "}";
            default -> Character.toString(character);
        };
    }

    private void show(@Nullable Object value) {
        int start = line.length();
        if (value == null) {
            line.append("null");
        } else if (start <= MAX_LENGTH) {
            try {
                rules.of(value.getClass()).shown(value).ifPresentOrElse(this::showText, () -> showPresent(value));
            } catch (RuntimeException e) {
                // Why the value cannot be read is for its fingerprint to say; here the type has to do.
                line.setLength(start);
                showType(value);
            }
        }
    }

    private void showText(String text) {
        line.append(text, 0, Math.min(text.length(), MAX_LENGTH + 1));
    }

    private void showPresent(Object value) {
        if (value instanceof String text) {
            line.append('"');
            showText(text);
            line.append('"');
        } else if (value instanceof Character character) {
            line.append('\'').append(character.charValue()).append('\'');
        } else if (value instanceof Enum<?> constant) {
            line.append(constant.name());
        } else if (value instanceof Class<?> type) {
            line.append(type.getTypeName());
        } else if (value instanceof URI uri) {
            showUri(uri);
        } else if (value instanceof Path path) {
            showPath(path);
        } else if (value.getClass().isArray()) {
            showArray(value);
        } else {
            showStructure(value);
        }
    }

    private void showStructure(Object value) {
        if (value instanceof List || value instanceof Queue) {
            showAll((Collection<?>) value);
        } else if (value instanceof Collection<?> collection) {
            line.append("Set of ").append(collection.size());
        } else if (value instanceof Map<?, ?> map) {
            line.append("Map of ").append(map.size());
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(this::show, () -> line.append(NONE));
        } else if (value instanceof Implementation implementation) {
            showImplementation(implementation);
        } else if (value instanceof Record record) {
            showRecord(record);
        } else if (isValueOfTheJdk(value.getClass())) {
            line.append(value);
        } else {
            showType(value);
        }
    }

    private void showAll(Collection<?> values) {
        String separator = "[";
        Iterator<?> each = values.iterator();
        while (each.hasNext() && line.length() <= MAX_LENGTH) {
            line.append(separator);
            show(each.next());
            separator = ", ";
        }
        line.append(separator.equals("[") ? "[]" : "]");
    }

    private void showImplementation(Implementation value) {
        line.append(value.shortName());
        line.append(value.library().isEmpty() ? "" : " of " + value.library());
        String separator = "[";
        for (Implementation.Field field : value.fields()) {
            line.append(separator).append(field.name()).append('=');
            show(field.value());
            separator = ", ";
        }
        line.append(value.fields().isEmpty() ? "" : "]");
    }

    private void showRecord(Record value) {
        line.append(value.getClass().getSimpleName()).append('[');
        String separator = "";
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            line.append(separator).append(component.getName()).append('=');
            show(read(component, value));
            separator = ", ";
        }
        line.append(']');
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            component.getAccessor().trySetAccessible();
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a URI, leaves out the user and the query, which may hold a password or a signature. */
    private void showUri(URI uri) {
        String text = uri.toString();
        String user = uri.getRawUserInfo();
        String visible = user == null ? text : text.replace(user + "@", "");
        int query = visible.indexOf('?');
        line.append(query < 0 ? visible : visible.substring(0, query + 1) + ELLIPSIS);
    }

    private void showPath(Path path) {
        Path name = path.getFileName();
        line.append(name == null ? path : name).append(" (").append(kind(path)).append(')');
    }

    private static String kind(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isDirectory() ? "directory" : attributes.size() + " bytes";
        } catch (IOException e) {
            return "missing";
        }
    }

    /** Shows the element type and the lengths, as far as all rows agree: {@code float[128, ?]} if they do not. */
    private void showArray(Object array) {
        StringBuilder lengths = new StringBuilder().append(Array.getLength(array));
        Class<?> element = array.getClass().getComponentType();
        @Nullable Object row = array;
        while (element.isArray()) {
            row = row == null ? null : rowOf(row);
            lengths.append(", ").append(row == null ? "?" : Array.getLength(row));
            element = element.getComponentType();
        }
        line.append(element.getSimpleName()).append('[').append(lengths).append(']');
    }

    /** Returns the first row if all have its length. */
    private static @Nullable Object rowOf(Object array) {
        Object[] rows = (Object[]) array;
        boolean even = Stream.of(rows)
                        .mapToInt(row -> row == null ? -1 : Array.getLength(row))
                        .distinct()
                        .count()
                == 1;
        return even ? rows[0] : null;
    }

    /** Only classes whose text is specified: {@code AtomicReference} and others call that of what they hold. */
    private static boolean isValueOfTheJdk(Class<?> type) {
        return VALUES.contains(type) || type.getPackageName().equals("java.time");
    }

    private void showType(Object value) {
        line.append(value.getClass().getSimpleName()).append("[..]");
    }
}
