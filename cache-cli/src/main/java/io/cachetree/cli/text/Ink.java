package io.cachetree.cli.text;

import java.util.regex.Pattern;

/** A colour that says something; black on white where nobody sees colours. */
public enum Ink {
    /** As the terminal has it. */
    PLAIN(""),

    /** All is well. */
    GOOD("32"),

    /** Something is going on. */
    BUSY("33"),

    /** Something is wrong. */
    BAD("31"),

    /** A heading. */
    STRONG("1"),

    /** Of less weight. */
    FAINT("2"),

    /** A name or key that can be typed. */
    NAME("36");

    private static final Pattern OURS = Pattern.compile("\u001b\\[(?:0|1|2|3[1-36])m|\t|\r?\n");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** Returns the text in this colour, if there are colours. */
    String on(String text, boolean hasColours) {
        return hasColours && !code.isEmpty() && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Returns a text in which nothing but these colours is what a terminal acts on, whoever wrote it. */
    static String only(String painted) {
        return Printable.except(OURS, painted);
    }
}
