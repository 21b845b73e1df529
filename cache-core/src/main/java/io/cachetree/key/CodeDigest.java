package io.cachetree.key;

import io.cachetree.key.internal.Encoding;
import java.util.Collection;
import java.util.Comparator;

/**
 * What stands for the code of a step in its key.
 *
 * @param kind what the value is
 * @param value the author's version, or hexadecimal digits, for {@link Kind#BYTECODE} with the number of the format before
 *     them as in {@code 1-00ff...}; empty if the code is unknown
 */
public record CodeDigest(Kind kind, String value) {

    private static final int MOST_DIGITS = 9;

    /** What stands for the code. */
    public enum Kind {
        /** The author's word: the version that the annotation gives. */
        VERSION("version"),

        /** The digest of the bytecode that the step reaches, over the parts that its record keeps. */
        BYTECODE("code"),

        /** The digest of the class files as they stand on disk. */
        CLASS_FILE("class"),

        /** Nothing is known of the code, as with native methods. */
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private static final Comparator<CodePart> ORDER = Comparator.comparing(CodePart::kind)
            .thenComparing(CodePart::owner)
            .thenComparing(CodePart::name)
            .thenComparing(CodePart::digest);

    /**
     * Returns the digest of code that is made of the given parts, in whatever order they are. As it is made of the parts alone,
     * it can be computed again from those that a record keeps.
     *
     * @param format the number of the format in which the digests of the parts are written; 1 or more
     */
    public static CodeDigest ofParts(int format, Collection<CodePart> parts) {
        Encoding encoding = new Encoding();
        encoding.put(format);
        encoding.put(parts.size());
        for (CodePart part : parts.stream().sorted(ORDER).toList()) {
            encoding.put(part.kind().name());
            encoding.put(part.owner());
            encoding.put(part.name());
            encoding.put(part.digest());
        }
        return new CodeDigest(Kind.BYTECODE, format + "-" + encoding.digest().hex());
    }

    /** Returns the number of the format in which a digest of bytecode is written; 0 for one of another kind. */
    public int format() {
        int end = value.indexOf('-');
        boolean isNumbered = kind == Kind.BYTECODE && end > 0 && end < MOST_DIGITS;
        boolean isNumber = isNumbered && value.chars().limit(end).allMatch(each -> each >= '0' && each <= '9');
        return isNumber ? Integer.parseInt(value.substring(0, end)) : 0;
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
                "Cannot read code digest \"%s\": it does not start with \"version:\", \"code:\", \"class:\" or \"unknown:\"."
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
