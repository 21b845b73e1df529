package io.cachetree.zarr;

import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import io.cachetree.codec.NoCodecException;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.NativeType;

/**
 * Knows how images are kept: those of ImgLib2, declared as {@code Img} or {@code RandomAccessibleInterval}, and
 * {@link NdArray}. {@link java.util.ServiceLoader} finds it.
 *
 * <p>Thread safety: immutable.
 */
public final class ImageCodecs implements CodecProvider {

    private static final Set<Type> LAZY = Set.of(RandomAccessibleInterval.class, Img.class, StoredImage.class);

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public ImageCodecs() {}

    @Override
    public Optional<Codec<?>> codecFor(Type type, Codecs codecs) {
        if (type == NdArray.class) {
            return Optional.of(new ImageCodec<>("ome-zarr-array", new Pixels.OfNdArray()));
        }
        Type raw = type instanceof ParameterizedType declared ? declared.getRawType() : type;
        if (!(raw instanceof Class<?> image) || !RandomAccessibleInterval.class.isAssignableFrom(image)) {
            return Optional.empty();
        }
        if (!LAZY.contains(image)) {
            throw new NoCodecException(
                    type,
                    "images come back as they are read, chunk by chunk",
                    "Declare it as \"Img\" with the same pixels.");
        }
        return Optional.of(new ImageCodec<>("ome-zarr", new Pixels.OfImg(pixel(type))));
    }

    /** A variable, a wildcard or nothing leaves open which pixels there are; they come back as they are stored. */
    private static Optional<NativeType<?>> pixel(Type type) {
        return type instanceof ParameterizedType declared
                        && declared.getActualTypeArguments()[0] instanceof Class<?> pixel
                ? Optional.of(newPixel(type, pixel))
                : Optional.empty();
    }

    private static NativeType<?> newPixel(Type type, Class<?> pixel) {
        try {
            Object created = pixel.getDeclaredConstructor().newInstance();
            Images.elementType(created);
            return (NativeType<?>) created;
        } catch (IllegalArgumentException e) {
            throw new NoCodecException(type, "no element type of Zarr has its pixels", String.valueOf(e.getMessage()));
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new NoCodecException(
                    type,
                    "\"%s\" is no type of pixels that can be stored".formatted(pixel.getSimpleName()),
                    "Declare the pixels as they are, such as \"Img<UnsignedShortType>\", or leave them open: \"Img<?>\".");
        }
    }
}
