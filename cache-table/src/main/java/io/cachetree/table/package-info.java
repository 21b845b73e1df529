/**
 * Tables and charts as results of steps, in files that other tools open.
 *
 * <ul>
 *   <li>{@link io.cachetree.table.Table} is a value: named {@link io.cachetree.table.Column}s with types and units, made from
 *       records or by a builder. A step returns it, alone or as a part of a record; it stands in the entry as {@code name.csv}
 *       and {@code name.csv-metadata.json}. A step takes it as an argument.
 *   <li>{@link io.cachetree.table.Charts} draws a chart of JFreeChart as an image, which CacheTree stores as PNG. Only this class
 *       needs JFreeChart.
 * </ul>
 *
 * <p>With this module on the class path a tree finds {@link io.cachetree.table.TableCodecs} and {@link
 * io.cachetree.table.TableFingerprinter} by itself.
 *
 * <p>Depends on {@code io.cachetree.codec}, {@code io.cachetree.key} and {@code io.cachetree.tree}.
 */
@NullMarked
package io.cachetree.table;

import org.jspecify.annotations.NullMarked;
