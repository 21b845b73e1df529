/**
 * What all algorithms of the example need of three-dimensional images: their shape, their voxels, regions of them; and
 * smoothing.
 *
 * <p>Images are those of ImgLib2, which names dimensions x, y, z; everything here names them z, y, x, as files and
 * microscopes do. {@link io.cachetree.examples.image.Shape} is the only place that turns one order into the other, {@link
 * io.cachetree.examples.image.Voxels} the only one that copies voxels. Nothing here knows about caching, so it can be read,
 * tested and reused on its own.
 *
 * <p>The algorithms return the same bits on every JVM: they use no random order, no threads, and {@link StrictMath}
 * where {@link Math} would leave the last digit to the platform.
 */
@NullMarked
package io.cachetree.examples.image;

import org.jspecify.annotations.NullMarked;
