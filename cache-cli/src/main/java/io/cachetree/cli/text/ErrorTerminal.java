package io.cachetree.cli.text;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import picocli.CommandLine.Help.Ansi;

/** Whether the error output is a terminal: the console of Java tells of the other two streams only. Thread safety: any number of threads. */
public final class ErrorTerminal {

    private static final boolean IS_THERE = ask();

    private ErrorTerminal() {}

    /** Returns whether somebody sees on a terminal what is written to the error output. */
    public static boolean isThere() {
        return IS_THERE;
    }

    private static boolean ask() {
        try {
            return new ProcessBuilder("sh", "-c", "[ -t 2 ]")
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noShell) {
            return Ansi.AUTO.enabled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
