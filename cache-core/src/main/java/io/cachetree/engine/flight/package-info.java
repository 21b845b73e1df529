/**
 * Of equal calls at once one runs, and the others wait for it: {@code SingleFlight}; two trees on one directory share it by
 * {@code FlightsAtPlaces}. No API: it changes without notice.
 *
 * <p>Depends on {@code engine.call}, and on {@code engine.open} to tell a tree that was closed from a step that failed.
 */
@NullMarked
package io.cachetree.engine.flight;

import org.jspecify.annotations.NullMarked;
