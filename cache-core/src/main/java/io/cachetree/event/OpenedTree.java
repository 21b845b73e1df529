package io.cachetree.event;

import io.cachetree.tree.Traffic;
import java.net.URI;

/**
 * A tree that was opened, as listeners see it.
 *
 * <p>Thread safety: any number of threads.
 */
public interface OpenedTree {

    /** Returns the address of its root. */
    URI location();

    /** Returns what it has asked so far of a storage that is not on this machine. */
    Traffic traffic();
}
