package io.cachetree.zarr;

import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.NativeType;
import org.jspecify.annotations.Nullable;

/**
 * How values of a type are images.
 *
 * @param <T> the type
 */
interface Pixels<T> {

    /**
     * Returns a value as an image that is to be written.
     *
     * @throws IllegalArgumentException if it cannot be stored; the message says what to do
     */
    NewImage of(T value);

    /** Returns the type of the elements of all values, if it is known before there is one. */
    Optional<ElementType> declared();

    /** Returns an image that was written as a value. */
    T read(StoredImage<?> image) throws IOException;

    /** Images of ImgLib2: what comes back is read when it is asked for its pixels. */
    record OfImg(Optional<NativeType<?>> pixel) implements Pixels<RandomAccessibleInterval<?>> {

        @Override
        public NewImage of(RandomAccessibleInterval<?> image) {
            ArraySpec spec = Images.spec(image);
            pixel.ifPresent(declared -> requireDeclared(declared, spec.type()));
            return new NewImage(spec.type(), Images.blocks(image), spec.shape(), OmeZarrOptions.unset(), Map.of());
        }

        /** Raw types and unchecked casts let any pixels through. */
        private static void requireDeclared(NativeType<?> declared, ElementType found) {
            if (Images.elementType(declared) != found) {
                throw new IllegalArgumentException(
                        "Cannot store the image as it is declared: its pixels are %s, and not \"%s\". Convert it, or declare it as it is."
                                .formatted(found.label(), declared.getClass().getSimpleName()));
            }
        }

        @Override
        public Optional<ElementType> declared() {
            return pixel.map(Images::elementType);
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // a variable of some NativeType of itself
        public RandomAccessibleInterval<?> read(StoredImage<?> image) {
            @Nullable NativeType declared = pixel.orElse(null);
            return declared == null ? image : image.as(declared);
        }
    }

    /** Arrays in memory. */
    record OfNdArray() implements Pixels<NdArray> {

        @Override
        public NewImage of(NdArray array) {
            return new NewImage(array.type(), array.blocks(), array.shape(), OmeZarrOptions.unset(), Map.of());
        }

        @Override
        public Optional<ElementType> declared() {
            return Optional.empty();
        }

        @Override
        public NdArray read(StoredImage<?> image) throws IOException {
            return NdArray.of(image.array());
        }
    }
}
