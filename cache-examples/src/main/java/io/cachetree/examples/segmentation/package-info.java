/**
 * From grey values to separate objects: threshold, components, and the splitting of those that touch.
 *
 * <p>The usual order is {@link io.cachetree.examples.segmentation.OtsuThreshold},
 * {@link io.cachetree.examples.segmentation.Foreground},
 * {@link io.cachetree.examples.segmentation.ConnectedComponents},
 * {@link io.cachetree.examples.segmentation.SmallObjects}, and for nuclei that touch
 * {@link io.cachetree.examples.segmentation.DistanceTransform}, {@link io.cachetree.examples.segmentation.Seeds} and
 * {@link io.cachetree.examples.segmentation.Watershed}. Each is a function of its arguments, and where several answers
 * would be right, the raster order of voxels decides.
 */
@NullMarked
package io.cachetree.examples.segmentation;

import org.jspecify.annotations.NullMarked;
