/**
 * The files of a result, as steps write and codecs read them: those of an attempt, before it is published ({@code Attempt},
 * {@code StageSource}), those of an entry ({@code EntrySource}), and first one, then the other ({@code WrittenSource}). No API: it changes without notice.
 *
 * <p>Depends on {@code engine.call}, for its {@code Workspace}, on {@code codec}, {@code store} and {@code entry}.
 */
@NullMarked
package io.cachetree.engine.files;

import org.jspecify.annotations.NullMarked;
