package io.cachetree.cli.text;

import java.util.regex.Pattern;

/** Writes commands as a person can type them into a shell. */
public final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./\\\\-]+");

    private Shell() {}

    /** Returns an argument, in quotes where it would be several, or something else. */
    public static String argument(Object argument) {
        String text = Printable.of(argument.toString());
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
