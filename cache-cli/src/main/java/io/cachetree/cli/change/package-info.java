/**
 * The sub-commands that change a tree: each class has one, with its options. They leave it to the core's {@code maintenance.pruning}
 * to do so.
 *
 * <p>Depends on {@code command}, for what all commands share, and on {@code place}, {@code answer} and {@code text}.
 */
@NullMarked
package io.cachetree.cli.change;

import org.jspecify.annotations.NullMarked;
