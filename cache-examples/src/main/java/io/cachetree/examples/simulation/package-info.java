/**
 * Scans made up by the computer, for which the truth is known: how many nuclei there are, and where.
 *
 * <p>The front door is {@link io.cachetree.examples.simulation.SimulatedNuclei}. The same seed gives the same scan on
 * every JVM, bit by bit.
 */
@NullMarked
package io.cachetree.examples.simulation;

import org.jspecify.annotations.NullMarked;
