package io.cachetree.cli.text;

import java.io.PrintWriter;
import java.time.Instant;

/**
 * Where lines for people go.
 *
 * @param out takes them
 * @param colours whether there are colours
 * @param now the time from which ages count
 */
public record Page(PrintWriter out, Colours colours, Instant now) {

    /** The number of characters that a line has at most, where that can be had. */
    public static final int WIDTH = 100;

    /** Whether text has colours. */
    public enum Colours {
        /** It has. */
        ON,
        /** It has none. */
        OFF
    }

    /** Writes a line; whatever of it comes from a tree does nothing to the terminal. */
    public void line(String text) {
        String plain = text.stripTrailing();
        out.println(colours == Colours.ON ? Ink.only(plain) : Printable.lines(plain));
    }

    /** Writes an empty line. */
    public void line() {
        out.println();
    }

    /** Writes a line that is cut if it is too long. */
    public void shortLine(String text) {
        line(cut(text, WIDTH));
    }

    /** Returns a text in a colour. */
    public String paint(Ink ink, String text) {
        return ink.on(text, colours == Colours.ON);
    }

    /** Returns how long ago something was. */
    public String age(Instant then) {
        return Quantities.age(then, now);
    }

    /** Returns a text of at most so many characters, with its end replaced if it is longer. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** Returns the same, with its middle replaced. */
    static String cutMiddle(String text, int width) {
        int end = text.length() - width / 2;
        return text.length() <= width ? text : text.substring(0, width - width / 2 - 1) + "…" + text.substring(end);
    }
}
