package io.cachetree.key.code.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks in the text of a method, around names that may be numbered by the compiler: whether they are can be seen only when
 * the class that has the name is read, and {@link Bodies} does so.
 */
final class Marks {

    static final char START = '\u0001';
    static final char END = '\u0002';
    static final char SEPARATOR = '\u0003';
    static final char CLASS = 'C';
    static final char METHOD = 'M';
    static final char FIELD = 'F';

    private static final Pattern CLASS_NAME = Pattern.compile("L([^;]+);");
    private static final Pattern NUMBER = Pattern.compile("\\$\\d");

    private Marks() {}

    /** Returns whether a class may be an anonymous or a local one, or a member of one. */
    static boolean mayBeNumbered(String className) {
        return className.indexOf('$') >= 0 && NUMBER.matcher(className).find();
    }

    /** Marks an internal name, or the name of an array's class. */
    static String type(String name) {
        if (name.startsWith("[")) {
            return descriptor(name);
        }
        return mayBeNumbered(name) ? mark(CLASS, name) : name;
    }

    /** Returns the name that {@link #type} was given. */
    static String unmarked(String type) {
        return type.charAt(0) == START ? type.substring(2, type.length() - 1) : type;
    }

    /** Marks the names in a descriptor. */
    static String descriptor(String descriptor) {
        if (!mayBeNumbered(descriptor)) {
            return descriptor;
        }
        return CLASS_NAME
                .matcher(descriptor)
                .replaceAll(name -> Matcher.quoteReplacement("L" + type(name.group(1)) + ";"));
    }

    static String method(String owner, String name, String descriptor) {
        if (name.indexOf('$') < 0) {
            return type(owner) + "." + name + descriptor(descriptor);
        }
        return mark(METHOD, owner + SEPARATOR + name + SEPARATOR + descriptor);
    }

    static String field(String owner, String name, String descriptor) {
        boolean isCaptured = name.startsWith("val$") || name.startsWith("this$");
        String shown = isCaptured ? mark(FIELD, owner + SEPARATOR + name) : type(owner) + "." + name;
        return shown + ":" + descriptor(descriptor);
    }

    /** Returns a text between quotes, in one line and without marks. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each == '"' || each == '\\') {
                quoted.append('\\').append((int) each).append(';');
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }

    private static String mark(char kind, String content) {
        return "" + START + kind + content + END;
    }
}
