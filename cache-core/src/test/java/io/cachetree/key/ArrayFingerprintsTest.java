package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.tree.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that pass through the encoding in several chunks, against their bytes in one piece. */
class ArrayFingerprintsTest {

    private final Fingerprints fingerprints = Fingerprints.of(List.of());
    private final Random random = new Random(42);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 8191, 8192, 8193, 100_003})
    void areHashedAsTagLengthAndLittleEndianElements(int length) {
        ByteBuffer elements = random(length * Long.BYTES);
        long[] longs = new long[length];
        elements.asLongBuffer().get(longs);
        int[] ints = new int[length];
        elements.asIntBuffer().get(ints);
        short[] shorts = new short[length];
        elements.asShortBuffer().get(shorts);
        char[] chars = new char[length];
        elements.asCharBuffer().get(chars);
        byte[] bytes = new byte[length];
        elements.get(0, bytes);

        assertThat(fingerprints.of(longs)).isEqualTo(expected('j', length, elements, Long.BYTES));
        assertThat(fingerprints.of(ints)).isEqualTo(expected('i', length, elements, Integer.BYTES));
        assertThat(fingerprints.of(shorts)).isEqualTo(expected('s', length, elements, Short.BYTES));
        assertThat(fingerprints.of(chars)).isEqualTo(expected('c', length, elements, Character.BYTES));
        assertThat(fingerprints.of(bytes)).isEqualTo(expected('b', length, elements, Byte.BYTES));
        assertThat(fingerprints.of(new String(chars))).isEqualTo(expected('T', length, elements, Character.BYTES));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 2047, 2048, 2049, 8193, 100_003})
    void ofFloatingPointHaveOneNaN(int length) {
        float[] floats = new float[length];
        double[] doubles = new double[length];
        ByteBuffer floatBytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer doubleBytes = ByteBuffer.allocate(length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            floats[i] = Float.intBitsToFloat(random.nextInt() | (i % 5000 == 7 ? 0x7fc0_0000 : 0));
            doubles[i] = Double.longBitsToDouble(random.nextLong() | (i % 5000 == 7 ? 0x7ff8_0000_0000_0000L : 0));
            floatBytes.putInt(Float.floatToIntBits(floats[i]));
            doubleBytes.putLong(Double.doubleToLongBits(doubles[i]));
        }

        assertThat(fingerprints.of(floats)).isEqualTo(expected('f', length, floatBytes, Float.BYTES));
        assertThat(fingerprints.of(doubles)).isEqualTo(expected('d', length, doubleBytes, Double.BYTES));
    }

    private ByteBuffer random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Fingerprint expected(char tag, int length, ByteBuffer elements, int width) {
        byte[] bytes = new byte[5 + length * width];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).put((byte) tag).putInt(length);
        elements.get(0, bytes, 5, length * width);
        return Fingerprint.of(Digest.of(bytes));
    }
}
