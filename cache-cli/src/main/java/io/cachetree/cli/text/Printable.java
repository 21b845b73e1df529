package io.cachetree.cli.text;

/** Makes texts that somebody else chose safe to print: a terminal acts on control characters, and shows others in another order. */
public final class Printable {

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
