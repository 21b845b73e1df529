package io.cachetree.entry;

import io.cachetree.key.CacheKey;
import io.cachetree.store.Access;
import io.cachetree.store.Owner;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of what stands in a node beside its children. */
public final class EntryNames {

    /** The link to the files of the entry that was committed last, for people and viewers. */
    public static final String CURRENT = "current";

    /** What the step logged. */
    public static final String LOG = "log.txt";

    /** What the step threw, if it failed. */
    public static final String ERROR = "error.txt";

    /** Says who works on the attempt, or that it failed; a committed one has it no more. */
    public static final String OWNER = Owner.FILE;

    /** The commit mark of the Python package cvpl_tools, written into our entries as well. */
    public static final String CVPL_TIMESTAMP = ".cache_url_timestamp";

    private static final String PIN = ".pin-";
    private static final String CLAIM = ".claim-";
    private static final String DIGITS = "0123456789";
    private static final String ALPHABET = DIGITS + "abcdefghjkmnpqrstvwxyz";
    private static final int KEY_LENGTH = 12;
    private static final String RECORD_END = ".json";
    private static final int LONG_KEY_LENGTH = 26;
    private static final int SHORT_SUFFIX = 4;
    private static final int LONG_SUFFIX = 16;

    /** Written by the desktops and file servers of this world into any directory that is looked at. */
    private static final Pattern LITTER =
            Pattern.compile("(.*/)?(\\.DS_Store|Thumbs\\.db|desktop\\.ini|lost\\+found|\\.nfs[0-9a-f]+)");

    private static final SecureRandom RANDOM = new SecureRandom();

    private EntryNames() {}

    /** Returns whether a file of a node is a record: as in {@code 5f1c02abq7wd.json} and {@code 5f1c02abq7wd.2.json}. */
    public static boolean isRecord(String name) {
        int key = name.indexOf('.');
        int end = name.length() - RECORD_END.length();
        return (key == KEY_LENGTH || key == LONG_KEY_LENGTH)
                && name.endsWith(RECORD_END)
                && consistsOf(ALPHABET, name, 0, key)
                && (key == end || consistsOf(DIGITS, name, key + 1, end));
    }

    /** Each name in a tree is looked at, so that a pattern would take a part of the time in which a tree is listed. */
    private static boolean consistsOf(String letters, String name, int start, int end) {
        for (int i = start; i < end; i++) {
            if (letters.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return start < end;
    }

    /** Returns whether a directory of a node is one of an attempt. */
    public static boolean isAttempt(String name) {
        int suffix = name.length() - KEY_LENGTH - 1;
        return (suffix == SHORT_SUFFIX || suffix == LONG_SUFFIX)
                && name.charAt(KEY_LENGTH) == '-'
                && consistsOf(ALPHABET, name, 0, KEY_LENGTH)
                && consistsOf(ALPHABET, name, KEY_LENGTH + 1, name.length());
    }

    /** A name in a file is data: it must not lead anywhere but to an attempt of the node. */
    static String requireAttempt(String name) {
        if (!isAttempt(name)) {
            throw new IllegalArgumentException("\"%s\" is no name of an attempt".formatted(name));
        }
        return name;
    }

    /** Returns the short form of the key in the name of a record or of an attempt. */
    public static String keyOf(String name) {
        return name.substring(0, KEY_LENGTH);
    }

    /** Returns whether a file of an attempt belongs to its result: everything but our own marks and litter. */
    public static boolean isOutput(String name) {
        return !name.equals(OWNER) && !name.equals(CVPL_TIMESTAMP) && !isLitter(name);
    }

    /** Returns whether a file was put there by a desktop or a file server. */
    static boolean isLitter(String name) {
        return LITTER.matcher(name).matches();
    }

    /** Returns the name of the file that says that the entry of a key is to be kept; no node can have such a name. */
    public static String pin(String key) {
        return PIN + key;
    }

    /** Returns the short form of the key that a file of a node pins, if it is a pin. */
    public static Optional<String> pinned(String name) {
        return name.length() == PIN.length() + KEY_LENGTH && name.startsWith(PIN)
                ? Optional.of(name.substring(PIN.length()))
                : Optional.empty();
    }

    /**
     * Returns the name of the file that says who computes the entry of a key; no node can have such a name.
     *
     * @param epoch 1 for the first; whoever takes over from somebody who is gone has the next
     */
    public static String claim(CacheKey key, int epoch) {
        return CLAIM + key.shortName() + (epoch == 1 ? "" : "." + epoch);
    }

    /** Returns whether a file of a node says who computes an entry. */
    public static boolean isClaim(String name) {
        return name.startsWith(CLAIM);
    }

    /** Returns the short form of the key whose entry somebody computes, if a file of a node says so. */
    public static Optional<String> claimed(String name) {
        return isClaim(name) && name.length() >= CLAIM.length() + KEY_LENGTH
                ? Optional.of(name.substring(CLAIM.length(), CLAIM.length() + KEY_LENGTH))
                : Optional.empty();
    }

    /**
     * Returns a new name for an attempt at a key: a short one where the storage tells whether there is one of that name, else
     * one that nobody else comes upon.
     */
    public static String attempt(CacheKey key, Access access) {
        StringBuilder name = new StringBuilder(key.shortName()).append('-');
        int length = access == Access.IN_PLACE ? 4 : 16;
        for (int i = 0; i < length; i++) {
            name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
