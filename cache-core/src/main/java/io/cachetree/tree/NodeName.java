package io.cachetree.tree;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a node may be called on disk, and how any text becomes such a name.
 *
 * <ul>
 *   <li>1 to 100 of {@code a-z}, {@code 0-9}, {@code .}, {@code _} and {@code -}, starting and ending with a letter or
 *       digit: a name that every file system and object store keeps, also those that ignore case or know no Unicode.
 *   <li>Not {@code current}, not a name that Windows reserves, and nothing that looks like a record or the directory of
 *       an entry, because these stand beside the child nodes.
 * </ul>
 */
public final class NodeName {

    private static final int LONGEST = 100;
    private static final Pattern RESERVED =
            Pattern.compile("current|cachetree\\.json|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final String RESERVED_START = "clapn";
    private static final String KEY = "([0-9a-hjkmnp-tv-z]{12}|[0-9a-hjkmnp-tv-z]{26})";
    private static final Pattern ENTRY =
            Pattern.compile(KEY + "(-[0-9a-hjkmnp-tv-z]{4}([0-9a-hjkmnp-tv-z]{12})?|(\\.[0-9]+)?\\.json)");
    private static final int[] KEY_LENGTHS = {12, 26};
    private static final int LONGEST_SLUG = 48;

    private NodeName() {}

    /** Returns whether a node can have this name. */
    public static boolean isAllowed(String name) {
        return hasAllowedCharacters(name) && !isReserved(name);
    }

    /**
     * Returns the name, if a node can have it.
     *
     * @throws InvalidStepException if it cannot; the message says what is allowed
     */
    public static String require(String name) {
        if (isAllowed(name)) {
            return name;
        }
        throw new InvalidStepException(
                isReserved(name)
                        ? "Node name \"%s\" is not allowed: it is reserved. Choose another name.".formatted(name)
                        : """
                        Node name "%s" is not allowed: a name becomes a directory on any file system. \
                        Use 1 to 100 of a-z, 0-9, '.', '_' and '-', starting and ending with a letter or digit.""".formatted(printable(name)));
    }

    /**
     * Returns a name for any text: the text itself where it is allowed, else what is left of it with a short hash of
     * the whole text behind, so that different texts have different names.
     */
    public static String encode(String text) {
        if (isAllowed(text)) {
            return text;
        }
        String slug = slug(text);
        return slug + (slug.isEmpty() ? "x-" : "-") + shortHash(text);
    }

    /** Returns the kebab-case form of a Java identifier: {@code splitNuclei2D} becomes {@code split-nuclei2-d}. */
    public static String kebab(String identifier) {
        String dashed = identifier
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-');
        return encode(dashed.toLowerCase(Locale.ROOT));
    }

    /** Each name of each path is looked at: patterns for all of them would take a good part of the time in which a tree is listed. */
    private static boolean isReserved(String name) {
        boolean mayBeReserved = !name.isEmpty() && RESERVED_START.indexOf(name.charAt(0)) >= 0;
        return (mayBeReserved && RESERVED.matcher(name).matches())
                || (mayBeOfEntry(name) && ENTRY.matcher(name).matches());
    }

    private static boolean mayBeOfEntry(String name) {
        for (int length : KEY_LENGTHS) {
            if (name.length() > length && (name.charAt(length) == '.' || name.charAt(length) == '-')) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAllowedCharacters(String name) {
        int last = name.length() - 1;
        if (last < 0 || last >= LONGEST) {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            char each = name.charAt(i);
            boolean isPlain = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
            boolean isMark = each == '.' || each == '_' || each == '-';
            if (!isPlain && !(isMark && i > 0 && i < last)) {
                return false;
            }
        }
        return true;
    }

    private static String slug(String text) {
        String cleaned = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        String cut = cleaned.length() <= LONGEST_SLUG ? cleaned : cleaned.substring(0, LONGEST_SLUG);
        return cut.replaceAll("^[._-]+|[._-]+$", "");
    }

    /** 40 bits of FNV-1a 64, enough to keep the rewritten names within one parent apart; the key decides anyway. */
    private static String shortHash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_16BE)) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        return Long.toUnsignedString((hash ^ (hash >>> 40)) & 0xff_ffff_ffffL, 32);
    }

    private static String printable(String name) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 120 ? shown : shown.substring(0, 120) + "…";
    }
}
