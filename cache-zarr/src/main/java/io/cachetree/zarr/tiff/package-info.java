/**
 * Reads TIFF files: {@link io.cachetree.zarr.tiff.TiffStack}, through ImageJ's own reader.
 *
 * <p>Depends on {@code io.cachetree.zarr.codec} for its exceptions, ImageJ and ImgLib2.
 */
@NullMarked
package io.cachetree.zarr.tiff;

import org.jspecify.annotations.NullMarked;
