/**
 * From what a person types, such as {@code runs/nuclei/report/split@5f1c}, to a tree, a node and an entry: {@link
 * io.cachetree.cli.place.Place}. Names and keys may be abbreviated.
 *
 * <p>Depends on {@code tree}, {@code entry}, {@code store} and {@code maintenance} of the core.
 */
@NullMarked
package io.cachetree.cli.place;

import org.jspecify.annotations.NullMarked;
