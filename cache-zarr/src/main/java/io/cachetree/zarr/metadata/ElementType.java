package io.cachetree.zarr.metadata;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the elements of an array are, and which primitive array holds them in Java.
 *
 * <p>Java has no unsigned types: the arrays of {@link #UINT8} and {@link #INT8} are both {@code byte[]}, with the same
 * bits. {@link #FLOAT16} can be read, as {@code float[]}, but not written.
 */
public enum ElementType {
    /** False or true, a byte each. */
    BOOL("b1", boolean.class),
    /** -128 to 127. */
    INT8("i1", byte.class),
    /** Signed, two bytes. */
    INT16("i2", short.class),
    /** Signed, four bytes. */
    INT32("i4", int.class),
    /** Signed, eight bytes. */
    INT64("i8", long.class),
    /** 0 to 255, as {@code byte[]}. */
    UINT8("u1", byte.class),
    /** 0 to 65535, as {@code short[]}. */
    UINT16("u2", short.class),
    /** Unsigned, as {@code int[]}. */
    UINT32("u4", int.class),
    /** Unsigned, as {@code long[]}. */
    UINT64("u8", long.class),
    /** Half precision, as {@code float[]}; read only. */
    FLOAT16("f2", float.class),
    /** Single precision. */
    FLOAT32("f4", float.class),
    /** Double precision. */
    FLOAT64("f8", double.class);

    private final String code;
    private final Class<?> primitive;

    ElementType(String code, Class<?> primitive) {
        this.code = code;
        this.primitive = primitive;
    }

    /** Returns NumPy's code, without the byte order: {@code u2}. */
    public String code() {
        return code;
    }

    /** Returns the name in Zarr 3, such as {@code uint16}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the primitive type of Java that holds an element. */
    public Class<?> primitive() {
        return primitive;
    }

    /** Returns the size of a stored element in bytes: 1, 2, 4 or 8. */
    public int size() {
        return code.charAt(1) - '0';
    }

    /** Returns whether elements are floating point numbers. */
    public boolean isFloat() {
        return code.charAt(0) == 'f';
    }

    /** Returns whether elements are integers without a sign. */
    public boolean isUnsigned() {
        return code.charAt(0) == 'u';
    }

    /** Returns a new primitive array for a number of elements. */
    public Object newArray(int length) {
        return Array.newInstance(primitive, length);
    }

    /**
     * Checks that an array can hold a number of elements of this type.
     *
     * @throws IllegalArgumentException if it is of another type, or too short
     */
    public void requireArray(Object array, int length) {
        if (array.getClass().getComponentType() != primitive) {
            throw new IllegalArgumentException(
                    "Cannot use an array of type \"%s\" for %s elements: they are held by \"%s[]\". Give such an array."
                            .formatted(array.getClass().getSimpleName(), label(), primitive));
        }
        if (Array.getLength(array) < length) {
            throw new IllegalArgumentException(
                    "Cannot use an array of %d elements: the region has %d. Give an array that is at least as long."
                            .formatted(Array.getLength(array), length));
        }
    }

    static Optional<ElementType> ofCode(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    static Optional<ElementType> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(ElementType::label).collect(Collectors.joining(", "));
    }
}
