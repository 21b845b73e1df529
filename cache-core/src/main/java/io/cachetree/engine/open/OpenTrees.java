package io.cachetree.engine.open;

import io.cachetree.event.CacheListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The trees that are open in this process. Where there is none, a step must cost no more than its interception, and asking
 * one number is cheaper than asking what is bound to the thread.
 *
 * <p>Thread safety: any number of threads.
 */
public final class OpenTrees {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<OpenTree> OPEN = new CopyOnWriteArrayList<>();

    private OpenTrees() {}

    /**
     * What has to be known of a tree outside of it. No more is held here, as not everybody closes what he opens.
     *
     * @param location where it is
     * @param listener who is told what happens
     * @param strayCalls what to do about calls that no tree sees
     */
    public record OpenTree(String location, CacheListener listener, StrayCalls.Policy strayCalls) {}

    static void opened(OpenTree tree) {
        OPEN.add(tree);
        COUNT.incrementAndGet();
    }

    static void closed(OpenTree tree) {
        COUNT.decrementAndGet();
        OPEN.remove(tree);
        if (OPEN.isEmpty()) {
            StrayCalls.forget();
        }
    }

    /** Work starts in a tree that was closed: a step that it calls must not run as if there had never been one. */
    public static void lateWorkStarts() {
        COUNT.incrementAndGet();
    }

    /** Work that was late has ended. */
    public static void lateWorkEnds() {
        COUNT.decrementAndGet();
    }

    /** Returns whether no tree is open, and no late work goes on. */
    public static boolean areNone() {
        return COUNT.get() == 0;
    }

    static List<OpenTree> all() {
        return OPEN;
    }
}
