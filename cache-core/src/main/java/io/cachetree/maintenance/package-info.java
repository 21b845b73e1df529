/**
 * Looking after a tree: {@link io.cachetree.maintenance.Explain} says why its entries are there, {@link
 * io.cachetree.maintenance.Verify} whether they are whole, {@link io.cachetree.maintenance.DiskUsage} what they take; {@link
 * io.cachetree.maintenance.Accept} lets them count for today's code. How a tree is read without opening it: {@link
 * io.cachetree.maintenance.reading}.
 *
 * <p>Depends on {@code tree}, {@code key}, {@code store} and {@code entry}.
 */
@NullMarked
package io.cachetree.maintenance;

import org.jspecify.annotations.NullMarked;
