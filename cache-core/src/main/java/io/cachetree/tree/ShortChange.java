package io.cachetree.tree;

/** Says in one line how two texts differ: of long ones, only the part that does. */
final class ShortChange {

    private static final int LONG = 24;
    private static final String DELIMITERS = "[{(, ";
    private static final String ELLIPSIS = "…";

    private ShortChange() {}

    /** Returns {@code 0.4 -> 0.5}, or {@code …waist=0.2… -> …waist=0.3…} where the texts are long. */
    static String between(String before, String now) {
        if (before.length() <= LONG && now.length() <= LONG) {
            return before + " -> " + now;
        }
        int start = startOfDifference(before, now);
        return part(before, start, end(before, start)) + " -> " + part(now, start, end(now, start));
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
        return (start > 0 ? ELLIPSIS : "") + text.substring(start, end) + (end < text.length() ? ELLIPSIS : "");
    }
}
