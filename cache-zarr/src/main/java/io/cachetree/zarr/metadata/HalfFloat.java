package io.cachetree.zarr.metadata;

/** Floating point numbers of 16 bits (IEEE 754 binary16), which Java has from 20 on. */
public final class HalfFloat {

    private static final int EXPONENT = 0x1F;
    private static final int MANTISSA = 0x3FF;

    private HalfFloat() {}

    /** Returns the same number in 32 bits, which can hold each. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & EXPONENT;
        int mantissa = half & MANTISSA;
        if (exponent == 0) {
            return (sign == 0 ? 1f : -1f) * mantissa * 0x1p-24f;
        }
        int bits = exponent == EXPONENT ? 0x7F800000 : (exponent + 112) << 23;
        return Float.intBitsToFloat(sign | bits | mantissa << 13);
    }

    /** Returns the nearest number in 16 bits. */
    public static short ofFloat(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float size = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (size >= 65520f) {
            return (short) (sign | 0x7C00);
        }
        int exponent = Math.max(-15, Math.getExponent(size));
        return exponent == -15
                ? (short) (sign | (int) Math.rint(size * 0x1p24f))
                : (short) (sign | (((exponent + 14) << 10) + (int) Math.rint(Math.scalb(size, 10 - exponent))));
    }
}
