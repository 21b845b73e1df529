/**
 * From the inputs of a call to its key, before anything runs ({@code Keying}), and whether the inputs are still what entered
 * the key, when it has run ({@code UnchangedInputs}). No API: it changes without notice.
 *
 * <p>Depends on {@code engine.call}, {@code key} and {@code codec}.
 */
@NullMarked
package io.cachetree.engine.keying;

import org.jspecify.annotations.NullMarked;
