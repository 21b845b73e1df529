package io.cachetree.cli.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes texts that somebody else chose safe to print: a terminal acts on control characters, and shows others in another order. */
public final class Printable {

    private static final Pattern LAYOUT = Pattern.compile("\t|\r?\n");

    private Printable() {}

    /** Returns a text with {@code \\u202e} and the like in place of what is not seen as what it is. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isPlain(letter)) {
                printable.appendCodePoint(letter);
            } else {
                printable.append("\\u%04x".formatted(letter));
            }
        });
        return printable.toString();
    }

    /** Returns the same of a text of several lines, with its tabs. */
    public static String lines(String text) {
        return except(LAYOUT, text);
    }

    /** Returns the same, but for the parts that a pattern finds. */
    static String except(Pattern kept, String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        Matcher found = kept.matcher(text);
        int end = 0;
        while (found.find()) {
            printable.append(of(text.substring(end, found.start()))).append(found.group());
            end = found.end();
        }
        return printable.append(of(text.substring(end))).toString();
    }

    /** Most of many thousand lines are. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
