package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.StoredArray;
import net.imglib2.img.Img;
import net.imglib2.type.NativeType;

/**
 * A stored array as a lazy, read-only image: its chunks are read when their pixels are first asked for.
 *
 * <ul>
 *   <li>It is used like any other {@link Img}. A chunk is read once, however many threads ask for it, and dropped when memory
 *       is short, however many images a program holds.
 *   <li>A chunk that cannot be read is an {@link java.io.UncheckedIOException} that names image and chunk, never zeros, and is
 *       tried again the next time.
 *   <li>Writing into a pixel is an {@link UnsupportedOperationException}; {@link #copy()} is an image in memory.
 *   <li>Half precision is read as {@code FloatType}, booleans as {@code BitType}, unless {@link #as} says otherwise.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time; as always, each with cursors of its own.
 *
 * @param <T> the type of the pixels
 */
public interface StoredImage<T> extends Img<T> {

    /** Returns where the pixels come from. */
    StoredArray array();

    /** Returns what the image is called in messages: its directory. */
    String name();

    /**
     * Returns the identity of the values; if it is not known yet, all chunks are read for it once.
     *
     * @throws java.io.UncheckedIOException if they cannot be read
     */
    ValueDigest digest();

    /** Returns by what the image is known as an input of steps: by {@link #digest()}, or see {@link Identity#FILES}. */
    Digest identity();

    /** Returns the same image, the identity of whose values is known, since it was computed while it was written. */
    StoredImage<T> withDigest(ValueDigest known);

    /**
     * Returns the same image with pixels of a given type.
     *
     * @param pixel a variable of that type, for instance {@code new UnsignedShortType()}
     * @throws IllegalArgumentException if the elements are not of that type
     */
    <U extends NativeType<U>> StoredImage<U> as(U pixel);
}
