package io.cachetree.zarr;

import io.cachetree.zarr.ome.Chunking;
import io.cachetree.zarr.ome.OmeVersion;
import io.cachetree.zarr.ome.OmeZarrOptions;
import io.cachetree.zarr.pyramid.Reduction;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the image that a step returns is written, or that which is a component of the record that it returns.
 *
 * <pre>{@code
 * @Cached
 * @OmeZarr(unit = "micrometer", voxel = {2, 0.5, 0.5}, labels = true)
 * Img<IntType> nuclei(Img<UnsignedShortType> scan) { ... }
 * }</pre>
 *
 * <p>What is left out is as the {@link OmeZarrOptions} in force say, which a pipeline sets once: {@code
 * tree.with(CacheOptions.of(OmeZarrOptions.unset().withUnit("micrometer")))}; else as by default. At a component of a record,
 * what is said at the step does not count. Nothing of it enters a key: an image that was written otherwise is as good.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface OmeZarr {

    /** A letter for each dimension in the order of the file, which is the reverse of ImgLib2's: {@code "czyx"}. */
    String axes() default "";

    /** One unit for all axes in space, or one for each: {@code "micrometer"}. */
    String[] unit() default {};

    /** The distance between voxels along each axis in space, z first; of three, an image of y and x takes the last two. Or one along each axis. */
    double[] voxel() default {};

    /** {@code FLAT}, for viewers of planes, or {@code CUBE}. */
    Chunking.Form[] chunks() default {};

    /** The number of elements of a chunk along each axis, in place of {@link #chunks}. */
    int[] chunkSize() default {};

    /** The number of elements of a shard along each axis; the image is OME-Zarr 0.5 then. */
    int[] shards() default {};

    /** How many levels of detail; 0 makes as many as it takes until a plane is at most 512 x 512. */
    int levels() default -1;

    /** What makes a level of the one before. */
    Reduction[] reduce() default {};

    /** In which directions a level is smaller than the one before. */
    OmeZarrOptions.Downsampling[] downsampling() default {};

    /** {@code blosc-zstd}, {@code blosc-lz4}, {@code zstd}, {@code gzip} or {@code none}, with a level: {@code zstd:3}. */
    String codec() default "";

    /** Whether each integer but 0 is an object. */
    boolean labels() default false;

    /** A name for each channel. */
    String[] channels() default {};

    /** Six hexadecimal digits for each channel, or for the labels 1, 2, 3 and so on. */
    String[] colormap() default {};

    /** What viewers call the image, and its directory unless it is a part of a result; by default the step's node. */
    String name() default "";

    /** The version of OME-Zarr. */
    OmeVersion[] version() default {};
}
