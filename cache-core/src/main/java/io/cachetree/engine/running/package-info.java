/**
 * Runs the body of a step and commits what it returns. No API: it changes without notice.
 *
 * <p>{@code Running} runs it, in a scope and an attempt of its own; {@code Committing} makes an entry of the result;
 * {@code FailureNote} and {@code StackTraces} are for the person who has to find out why it failed.
 *
 * <p>Depends on {@code engine.call}, {@code engine.keying}, {@code engine.files}, {@code engine.lookup}, for the entry of who
 * committed first, and {@code engine.open}.
 */
@NullMarked
package io.cachetree.engine.running;

import org.jspecify.annotations.NullMarked;
