package io.cachetree.tree;

/** Says in one line how two texts differ: of long ones, only the part that does. */
final class ShortChange {

    private static final int LONG = 24;
    private static final int LONGEST = 60;
    private static final int FEW_WORDS = 10;
    private static final String BRACKETS = "[{(";
    private static final String DELIMITERS = BRACKETS + ", ";
    private static final String ELLIPSIS = "…";

    private ShortChange() {}

    /** Returns {@code 0.4 -> 0.5}, or {@code …waist=0.2… -> …waist=0.3…} where the texts are long. */
    static String between(String before, String now) {
        if (before.length() <= LONG && now.length() <= LONG) {
            return before + " -> " + now;
        }
        int start = startOfDifference(before, now);
        int shown = hasFewWordsBefore(before, start) ? 0 : start;
        return part(before, shown, end(before, start)) + " -> " + part(now, shown, end(now, start));
    }

    /** Returns a text, or what it begins with if it is long. */
    static String start(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + ELLIPSIS;
    }

    /** The place behind the last delimiter before the first character that differs. */
    private static int startOfDifference(String before, String now) {
        int start = 0;
        int shorter = Math.min(before.length(), now.length());
        for (int i = 0; i < shorter && before.charAt(i) == now.charAt(i); i++) {
            if (DELIMITERS.indexOf(before.charAt(i)) >= 0) {
                start = i + 1;
            }
        }
        return start;
    }

    /** A number alone would not tell what it counts: {@code table of 64…}. */
    private static boolean hasFewWordsBefore(String text, int start) {
        return start <= FEW_WORDS && text.chars().limit(start).noneMatch(c -> BRACKETS.indexOf(c) >= 0);
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && DELIMITERS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > start && ",])}…".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static String part(String text, int start, int end) {
        String shown = start == end ? "none" : text.substring(start, end);
        return (start > 0 ? ELLIPSIS : "") + shown + (end < text.length() ? ELLIPSIS : "");
    }
}
