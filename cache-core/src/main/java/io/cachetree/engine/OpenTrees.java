package io.cachetree.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many trees are open in this process. Where there is none, a step must cost no more than its interception, and asking
 * one number is cheaper than asking what is bound to the thread.
 *
 * <p>Thread safety: any number of threads.
 */
final class OpenTrees {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private OpenTrees() {}

    static void opened() {
        COUNT.incrementAndGet();
    }

    static void closed() {
        COUNT.decrementAndGet();
    }

    static boolean areNone() {
        return COUNT.get() == 0;
    }
}
