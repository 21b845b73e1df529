package io.cachetree.ways;

import java.util.concurrent.atomic.AtomicInteger;

/** How many bodies of steps ran in this program. */
final class Runs {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Runs() {}

    static void add() {
        COUNT.incrementAndGet();
    }

    static int count() {
        return COUNT.get();
    }
}
