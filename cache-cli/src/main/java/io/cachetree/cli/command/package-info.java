/**
 * The sub-commands: each class has one, with its options.
 *
 * <p>Depends on {@code place}, {@code answer}, {@code text} and {@code difference}, and on the core's {@code maintenance} and {@code entry}.
 */
@NullMarked
package io.cachetree.cli.command;

import org.jspecify.annotations.NullMarked;
