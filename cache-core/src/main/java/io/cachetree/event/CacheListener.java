package io.cachetree.event;

import io.cachetree.tree.Transfer;
import java.io.PrintStream;
import java.util.List;

/**
 * Is told what happens in a tree.
 *
 * <p>It is called on the thread on which it happens, so it has to be quick, and may be called by many threads at once.
 * What it throws is logged and else without effect.
 */
@FunctionalInterface
public interface CacheListener {

    /** Takes note of an event. */
    void on(CacheEvent event);

    /**
     * Takes note that a tree is opened with this listener; this is told before anything else of the tree.
     */
    default void onOpen(OpenedTree tree) {}

    /** Is told that a tree is closed; {@link Object#equals equal} to what it was told of when that was opened. */
    default void onClose(OpenedTree tree) {}

    /**
     * Takes note how far files are that take longer than a second on their way to a storage which is not on this machine, or from it;
     * this is told at most once a second for each directory, and when all have arrived.
     */
    default void onTransfer(Transfer transfer) {}

    /** Takes note that a step ran outside of this tree while it was open; this is told once for each step. */
    default void onStrayCall(StrayCall call) {}

    /** Takes note that the program has steps which nothing intercepts; this is told when the tree is first used. */
    default void onSilentSteps(SilentSteps steps) {}

    /** Returns a listener that prints each run as a tree to the standard output. */
    static CacheListener console() {
        return console(System.out);
    }

    /**
     * Returns a listener that prints each run as a tree: what was read, what was computed, why, and how long it took.
     *
     * <p>The tree is printed when the outermost step returns, and what it asked of a storage that is not on this machine. Until then each step that runs is one plain line, or on a
     * terminal one line that is written over.
     */
    static CacheListener console(PrintStream out) {
        return new ConsoleListener(out, Terminal.isOutput(out));
    }

    /** Returns a listener that passes on to the given ones what it is told, in this order. */
    static CacheListener all(List<CacheListener> listeners) {
        return new Listeners(List.copyOf(listeners));
    }
}
