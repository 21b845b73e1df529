package io.cachetree.codec;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type come apart into named parts, each with a codec, and together again.
 *
 * <p>Thread safety: immutable.
 *
 * @param <T> the type of the values
 */
interface Parts<T> {

    /** What a part can be called that may have files: a name that every file system keeps. */
    String ALLOWED = "Use 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-', and no name that Windows reserves";

    /**
     * Returns the parts of a value by name, in their order.
     *
     * @throws io.cachetree.tree.InvalidStepException if a name cannot be that of a file, or two would be of one
     */
    Map<String, @Nullable Object> of(T value);

    /**
     * Returns the codec of a part.
     *
     * @throws IOException if there can be no such part
     */
    Codec<@Nullable Object> codec(String name) throws IOException;

    /** Returns the options for a part, by those for the whole. */
    default Codec.Options options(String name, Codec.Options whole) {
        return whole;
    }

    /** Checks the options for all parts, see {@link Codec#check}. */
    void check(Codec.Options whole);

    /**
     * Returns the value that has these parts. Any {@code RuntimeException} counts as damage.
     *
     * @throws IOException if they are not those of a value
     */
    T whole(Map<String, @Nullable Object> parts) throws IOException;

    /** Returns the name for the files of a part, by that of the whole. */
    static String nameOf(String whole, String part) {
        boolean stands = whole.equals(Codec.RESULT) && !Names.TAKEN.contains(folded(part));
        return stands ? part : whole + "/" + part;
    }

    /** Returns whether files can have the name of a part. */
    static boolean isFileName(String name) {
        return Names.ALLOWED.matcher(name).matches()
                && !Names.RESERVED.matcher(name).matches();
    }

    /** Returns what is the same for two names whose files would be the same on some file system. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Holds the patterns, as an interface has no private constants. */
    final class Names {
        private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?");
        private static final Pattern RESERVED =
                Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

        /** What the files of an entry are called that belong to no part. */
        private static final Set<String> TAKEN = Set.of(Codec.RESULT, "log", "error");

        private Names() {}
    }
}
