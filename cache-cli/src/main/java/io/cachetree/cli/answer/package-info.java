/**
 * What the larger answers say, for people and for programs: lists of nodes, entries, reasons, comparisons. The components of the
 * records called {@code Json}, and of those in them, are the names that programs read, and stay as they are.
 *
 * <p>Depends on {@code place}, {@code text} and {@code difference}, and on the core's {@code maintenance} and {@code entry}.
 */
@NullMarked
package io.cachetree.cli.answer;

import org.jspecify.annotations.NullMarked;
