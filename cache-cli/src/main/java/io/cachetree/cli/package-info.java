/**
 * The command {@code cachetree}, which looks at a tree: {@link io.cachetree.cli.CacheTreeCommand} is its front.
 *
 * <p>The packages below: {@code place} finds what a person names; {@code text} says how answers look; {@code difference}
 * compares results; {@code answer} has what the larger answers say; {@code command} and, for those that
 * change a tree, {@code change} have a class for each sub-command.
 */
@NullMarked
package io.cachetree.cli;

import org.jspecify.annotations.NullMarked;
