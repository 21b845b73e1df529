/**
 * Images with several levels of detail, as OME-Zarr 0.4 and 0.5: what napari, Fiji, vizarr and others open.
 *
 * <ul>
 *   <li>{@link io.cachetree.zarr.ome.OmeImage} opens an image, and writes one: begin here.
 *   <li>{@link io.cachetree.zarr.ome.NewImage} is an image to be written, with label images below it, in the way that
 *       {@link io.cachetree.zarr.ome.OmeZarrOptions} say: axes, units, {@link io.cachetree.zarr.ome.Chunking chunks},
 *       levels.
 *   <li>{@link io.cachetree.zarr.ome.OmeMetadata} is what an image says of itself: {@link io.cachetree.zarr.ome.Axis
 *       axes}, levels and where they are in space, how to show its {@link io.cachetree.zarr.ome.Channel channels}.
 * </ul>
 *
 * <p>Writing goes from {@code ImagePlan} (all checks, before a byte is written) through {@code ImageWriter} (each level
 * from the one before, the group's metadata last) to {@code MetadataJson}. Reading goes from {@code OmeGroup} (the files)
 * through {@code MetadataReader} (each rule of the standard) to {@code OmeImage}, which opens the levels.
 *
 * <p>Depends on {@code io.cachetree.zarr.pyramid}, {@code io.cachetree.zarr.array}, {@code io.cachetree.zarr.metadata},
 * the codecs of {@code io.cachetree.zarr.codec}, and Jackson. Knows no library of images.
 *
 * @see <a href="https://ngff.openmicroscopy.org/0.4/">OME-Zarr 0.4</a> and <a
 *     href="https://ngff.openmicroscopy.org/0.5/">0.5</a>
 */
@NullMarked
package io.cachetree.zarr.ome;

import org.jspecify.annotations.NullMarked;
