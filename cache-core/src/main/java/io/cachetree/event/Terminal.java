package io.cachetree.event;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;

/** Tells whether a person sees the output as it is written. */
final class Terminal {

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // It is null on 17 to 21, where isTerminal is missing.
    static boolean isOutput(PrintStream out) {
        Console console = System.console();
        return out.equals(System.out) && console != null && isTerminal(console) && !isDumb();
    }

    /** Since Java 22 there is a console also where the output goes to a file, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    private static boolean isDumb() {
        String term = System.getenv("TERM");
        return term == null || term.equals("dumb");
    }
}
