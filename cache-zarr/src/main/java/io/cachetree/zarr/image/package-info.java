/**
 * Images as people have them, over stored arrays: those of ImgLib2, and plain arrays.
 *
 * <ul>
 *   <li>{@link io.cachetree.zarr.image.Images} is where to begin: it opens arrays and TIFF files, and turns images into what
 *       is stored.
 *   <li>{@link io.cachetree.zarr.image.StoredImage} is an array as a lazy, read-only {@code Img}.
 *   <li>{@link io.cachetree.zarr.image.NdArray} is an array in memory, for those who do without ImgLib2.
 *   <li>{@link io.cachetree.zarr.image.ValueDigest} is the identity of an image's values, however they are stored; {@link
 *       io.cachetree.zarr.image.DigestingSource} takes it while they are written.
 *   <li>{@link io.cachetree.zarr.image.ImageFingerprinter} makes images inputs of steps.
 * </ul>
 *
 * <p>ImgLib2 names dimensions in the order x, y, z, and Zarr z, y, x: {@code AxisOrder} is the only class that turns them
 * round. {@code PixelType} is the only one that knows the pixels of ImgLib2, {@code ImageBlocks} cuts blocks out of any
 * image, and {@code RunSum} hashes blocks.
 *
 * <p>Depends on {@code io.cachetree.zarr.array}, {@code io.cachetree.zarr.metadata}, {@code io.cachetree.zarr.place}, {@code
 * io.cachetree.zarr.tiff}, {@code io.cachetree.key}, {@code io.cachetree.tree} and ImgLib2.
 */
@NullMarked
package io.cachetree.zarr.image;

import org.jspecify.annotations.NullMarked;
