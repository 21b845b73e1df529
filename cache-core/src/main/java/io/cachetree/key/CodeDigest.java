package io.cachetree.key;

/**
 * What stands for the code of a step in its key.
 *
 * @param kind what the value is
 * @param value the author's version, or hexadecimal digits; empty if the code is unknown
 */
public record CodeDigest(Kind kind, String value) {

    /** What stands for the code. */
    public enum Kind {
        /** The author's word: the version that the annotation gives. */
        VERSION("version"),

        /** The digest of the class files as they stand on disk. */
        CLASS_FILE("class"),

        /** Nothing is known of the code, as with native methods. */
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * Parses the form that {@link #toString()} prints.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static CodeDigest parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.word + ":")) {
                return new CodeDigest(kind, text.substring(kind.word.length() + 1));
            }
        }
        throw new IllegalArgumentException(
                "Cannot read code digest \"%s\": it does not start with \"version:\", \"class:\" or \"unknown:\"."
                        .formatted(text));
    }

    /** Returns whether this is the author's word. */
    public boolean isVersion() {
        return kind == Kind.VERSION;
    }

    /** Returns kind and value as in {@code version:2}. */
    @Override
    public String toString() {
        return kind.word + ":" + value;
    }
}
