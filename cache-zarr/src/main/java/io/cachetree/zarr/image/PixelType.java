package io.cachetree.zarr.image;

import io.cachetree.zarr.metadata.ElementType;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.BooleanArray;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.BooleanType;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/** A type of ImgLib2, the element type that it is stored as, and how ImgLib2 sees the primitive array of a block. */
@SuppressWarnings("ImmutableEnumChecker") // the functions are
enum PixelType {
    BIT(ElementType.BOOL, BitType::new, a -> new LongArray(bits(a)), a -> ReadOnly.of(bits(a))),
    BOOLEAN(ElementType.BOOL, NativeBoolType::new, a -> new BooleanArray((boolean[]) a), ReadOnly::of),
    INT8(ElementType.INT8, ByteType::new, a -> new ByteArray((byte[]) a), ReadOnly::of),
    INT16(ElementType.INT16, ShortType::new, a -> new ShortArray((short[]) a), ReadOnly::of),
    INT32(ElementType.INT32, IntType::new, a -> new IntArray((int[]) a), ReadOnly::of),
    INT64(ElementType.INT64, LongType::new, a -> new LongArray((long[]) a), ReadOnly::of),
    UINT8(ElementType.UINT8, UnsignedByteType::new, a -> new ByteArray((byte[]) a), ReadOnly::of),
    UINT16(ElementType.UINT16, UnsignedShortType::new, a -> new ShortArray((short[]) a), ReadOnly::of),
    UINT32(ElementType.UINT32, UnsignedIntType::new, a -> new IntArray((int[]) a), ReadOnly::of),
    UINT64(ElementType.UINT64, UnsignedLongType::new, a -> new LongArray((long[]) a), ReadOnly::of),
    FLOAT32(ElementType.FLOAT32, FloatType::new, a -> new FloatArray((float[]) a), ReadOnly::of),
    FLOAT64(ElementType.FLOAT64, DoubleType::new, a -> new DoubleArray((double[]) a), ReadOnly::of);

    private final ElementType element;
    private final Supplier<NativeType<?>> create;
    private final Class<?> pixel;
    private final Function<Object, ArrayDataAccess<?>> access;
    private final Function<Object, ArrayDataAccess<?>> readOnly;

    PixelType(
            ElementType element,
            Supplier<NativeType<?>> create,
            Function<Object, ArrayDataAccess<?>> access,
            Function<Object, ArrayDataAccess<?>> readOnly) {
        this.element = element;
        this.create = create;
        this.pixel = create.get().getClass();
        this.access = access;
        this.readOnly = readOnly;
    }

    /**
     * Finds the type of an image by one of its pixels.
     *
     * @throws IllegalArgumentException if there is no such element type
     */
    static PixelType of(Object pixel) {
        return Arrays.stream(values())
                .filter(each -> each.pixel == pixel.getClass())
                .findFirst()
                .orElseGet(() -> otherBoolean(pixel));
    }

    private static PixelType otherBoolean(Object pixel) {
        if (pixel instanceof BooleanType) {
            return BIT;
        }
        throw new IllegalArgumentException(
                "Cannot store an image of \"%s\": no element type has its values. Convert it to one of %s."
                        .formatted(pixel.getClass().getSimpleName(), names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(each -> each.pixel.getSimpleName()).collect(Collectors.joining(", "));
    }

    /** Returns the type that an array is read as, if nobody says which; half precision is float in memory. */
    static PixelType of(ElementType element) {
        return switch (element) {
            case BOOL -> BIT;
            case FLOAT16 -> FLOAT32;
            default -> valueOf(element.name());
        };
    }

    /** Returns whether an array of an element type can be read as this. */
    boolean fits(ElementType stored) {
        return of(stored).element == element;
    }

    /** Returns the type of stored elements. */
    ElementType element() {
        return element;
    }

    /** Returns whether ImgLib2 keeps pixels in the primitive array that holds such elements. */
    boolean isDirect() {
        return this != BIT;
    }

    /** Returns a new variable. */
    NativeType<?> newPixel() {
        return create.get();
    }

    /** Returns the name of the type in ImgLib2. */
    String label() {
        return pixel.getSimpleName();
    }

    /** Returns the elements as ImgLib2 sees them; if direct, they are not copied. */
    ArrayDataAccess<?> access(Object elements) {
        return access.apply(elements);
    }

    /** Returns the elements as ImgLib2 sees them, which it cannot change. */
    ArrayDataAccess<?> readOnly(Object elements) {
        return readOnly.apply(elements);
    }

    private static long[] bits(Object elements) {
        boolean[] values = (boolean[]) elements;
        long[] bits = new long[(values.length + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < values.length; i++) {
            bits[i / Long.SIZE] |= values[i] ? 1L << i : 0;
        }
        return bits;
    }
}
