/**
 * Three-dimensional images as plain values, and what brings one in and prepares it.
 *
 * <p>Images are {@link io.cachetree.examples.image.Volume} (grey values), {@link io.cachetree.examples.image.Mask} (yes
 * or no) and {@link io.cachetree.examples.image.Labels} (which object); all index z, y, x with x fastest. Nothing here
 * knows about caching, so it can be read, tested and reused on its own.
 *
 * <p>The algorithms return the same bits on every JVM: they use no random order, no threads, and {@link StrictMath}
 * where {@link Math} would leave the last digit to the platform.
 */
@NullMarked
package io.cachetree.examples.image;

import org.jspecify.annotations.NullMarked;
