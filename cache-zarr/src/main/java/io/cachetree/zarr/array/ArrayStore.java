package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ArrayLimits;
import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;

/**
 * An engine that opens and creates arrays.
 *
 * <p>Another engine than ours is plugged in by naming its class, which has a public constructor without parameters, in {@code
 * META-INF/services/io.cachetree.zarr.array.ArrayStore}; {@code ArrayStoreContract} checks that it complies. All images are
 * then stored and read by it.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public interface ArrayStore {

    /** Returns our own engine, for Zarr 2 and 3. */
    static ArrayStore zarr() {
        return new ZarrStore();
    }

    /**
     * Returns the engine that images are stored by: the one that is plugged in, else ours.
     *
     * @throws IllegalStateException if several are plugged in
     */
    static ArrayStore installed() {
        return ZarrStore.Installed.ENGINE;
    }

    /**
     * Opens an array.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws io.cachetree.zarr.codec.DamagedDataException if its metadata is damaged, or beyond the limits
     * @throws io.cachetree.zarr.codec.UnsupportedFormatException if it has what is not supported
     */
    StoredArray open(ArrayFiles files, ArrayLimits limits) throws IOException;

    /** Opens an array within the {@link ArrayLimits#standard() standard limits}. */
    default StoredArray open(ArrayFiles files) throws IOException {
        return open(files, ArrayLimits.standard());
    }

    /**
     * Creates an array whose elements all have the fill value, until it is {@linkplain StoredArray#write written}.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     * @throws IllegalArgumentException if such elements cannot be written
     */
    StoredArray create(ArrayFiles files, ArraySpec spec) throws IOException;
}
