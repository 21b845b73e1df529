package io.cachetree.zarr.image;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.NativeType;

/**
 * An n-dimensional array in memory, for those who do without ImgLib2: a primitive array, and what it means.
 *
 * <pre>{@code
 * NdArray image = NdArray.of(new short[3 * 4 * 5], ElementType.UINT16, 3, 4, 5);   // z, y, x
 * }</pre>
 *
 * <p>Equal are arrays of the same type, shape and values; all NaN are the same, -0.0 is not 0.0. The primitive array is not
 * copied: whoever changes it, changes the value.
 *
 * <p>Thread safety: that of the primitive array.
 *
 * @param elements a primitive array of exactly as many elements as the shape has, in C order
 * @param type what the elements are
 * @param shape the number of elements in each dimension; those of the last one stand together
 */
public record NdArray(Object elements, ElementType type, List<Long> shape) {

    /**
     * Checks that the parts fit each other.
     *
     * @throws IllegalArgumentException if the primitive array is of another type or length
     */
    public NdArray {
        shape = List.copyOf(shape);
        int count = count(shape);
        type.requireArray(elements, count);
        if (Array.getLength(elements) != count) {
            throw new IllegalArgumentException("""
                    Cannot make an array of shape %s from %d elements: it has %d. Give an array of that length.""".formatted(shape, Array.getLength(elements), count));
        }
    }

    /** Returns an array with a shape in C order: {@code z, y, x}. */
    public static NdArray of(Object elements, ElementType type, long... shape) {
        return new NdArray(elements, type, Arrays.stream(shape).boxed().toList());
    }

    /**
     * Returns the pixels of an image; shares them with an {@link ArrayImg}, but for {@code BitType}, and copies others.
     *
     * @throws IllegalArgumentException if it has pixels of an unsupported type, or too many for an array in Java
     */
    public static NdArray of(RandomAccessibleInterval<?> image) throws IOException {
        ImageBlocks blocks = new ImageBlocks(image);
        Optional<Object> shared = shared(image);
        if (shared.isPresent()) {
            return new NdArray(shared.get(), blocks.type(), blocks.shape());
        }
        NdArray copy = empty(blocks.type(), blocks.shape());
        blocks.copy(new long[copy.shape.size()], copy.size(), copy.elements);
        return copy;
    }

    /** Reads all of a stored array; half precision becomes single precision. */
    public static NdArray of(StoredArray stored) throws IOException {
        ElementType type = stored.spec().type() == ElementType.FLOAT16
                ? ElementType.FLOAT32
                : stored.spec().type();
        NdArray all = empty(type, stored.spec().shape());
        stored.read(new long[all.shape.size()], all.size(), all.elements);
        return all;
    }

    private static NdArray empty(ElementType type, List<Long> shape) {
        return new NdArray(type.newArray(count(shape)), type, shape);
    }

    /** Returns the primitive array that holds just the pixels of an image, if there is one. */
    static Optional<Object> shared(RandomAccessibleInterval<?> image) {
        return image instanceof ArrayImg<?, ?> array
                        && PixelType.of(image.getType()).isDirect()
                        && array.update(null) instanceof ArrayDataAccess<?> access
                        && access.getCurrentStorageArray().getClass().isArray()
                        && access.getArrayLength() == image.size()
                ? Optional.of(access.getCurrentStorageArray())
                : Optional.empty();
    }

    /**
     * Returns this as an image of the usual type, which shares the elements; those of {@code bool} are copied into {@code
     * BitType}.
     *
     * @throws IllegalArgumentException if there are no dimensions
     */
    public ArrayImg<?, ?> toImg() {
        return image(PixelType.of(type));
    }

    /** Returns the elements as a source of blocks. */
    public BlockSource blocks() {
        return shape.isEmpty()
                ? (min, size, into) -> System.arraycopy(elements, 0, into, 0, 1)
                : new ImageBlocks(image(type == ElementType.BOOL ? PixelType.BOOLEAN : PixelType.of(type)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the access is that of the pixel
    private ArrayImg<?, ?> image(PixelType type) {
        NativeType<?> pixel = type.newPixel();
        ArrayImg image = new ArrayImg(type.access(elements), AxisOrder.ofImage(shape), pixel.getEntitiesPerPixel());
        image.setLinkedType(pixel.getNativeTypeFactory().createLinkedType(image));
        return image;
    }

    /** Returns the number of elements in each dimension. */
    int[] size() {
        return shape.stream().mapToInt(Math::toIntExact).toArray();
    }

    /** Returns the number of elements. */
    int count() {
        return count(shape);
    }

    private static int count(List<Long> shape) {
        long left = Integer.MAX_VALUE - 8;
        for (long size : shape) {
            left = size == 0 ? Long.MAX_VALUE : left / Math.max(0, size);
        }
        if (left == 0 || shape.stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("""
                    Cannot make an array of shape %s: it is negative, or has more elements than an array in Java. Use an \
                    image that is read in parts.""".formatted(shape));
        }
        return (int) shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NdArray that
                && type == that.type
                && shape.equals(that.shape)
                && Arrays.deepEquals(new Object[] {elements}, new Object[] {that.elements});
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.deepHashCode(new Object[] {elements});
    }

    /** Returns type and shape: {@code uint16[3 x 4 x 5]}. */
    @Override
    public String toString() {
        return type.label() + shape.stream().map(String::valueOf).collect(Collectors.joining(" x ", "[", "]"));
    }
}
