package io.cachetree.intercept;

/**
 * Whether anything in this process intercepts steps at run time, beside classes that were woven when they were built.
 *
 * <p>This is state of the whole process: agents and enhancers work on its classes. Thread safety: any number of threads.
 */
public final class RunTimeInterception {

    private static volatile boolean inUse;

    private RunTimeInterception() {}

    /** Takes note that steps are intercepted at run time. */
    public static void isUsed() {
        inUse = true;
    }

    /** Returns whether anything does. */
    public static boolean isInUse() {
        return inUse;
    }
}
