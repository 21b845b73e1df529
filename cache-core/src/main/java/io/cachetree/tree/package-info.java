/**
 * The words of CacheTree as plain values: where a node is, what a lookup found, why it missed, where an entry came
 * from, and the options in force.
 *
 * <p>Depends on nothing but the JDK and the hash library, and does no I/O of its own. Everything else is written in these terms, so this is the place
 * to start reading.
 */
@NullMarked
package io.cachetree.tree;

import org.jspecify.annotations.NullMarked;
