/**
 * The sub-commands: each class has one, with its options, its answer for people and its answer for programs.
 *
 * <p>Depends on {@code place}, {@code text} and {@code difference}, and on the core's {@code maintenance} and {@code entry}.
 */
@NullMarked
package io.cachetree.cli.command;

import org.jspecify.annotations.NullMarked;
