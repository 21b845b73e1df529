package io.cachetree.zarr.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueDigestTest {

    @TempDir
    private Path directory;

    /** Digests stand in records: if these change, no image that was stored before is found again. */
    @Test
    void staysTheSameForever() {
        assertThat(ValueDigest.of(counted(ElementType.UINT8))).hasToString(GOLDEN.get(0));
        assertThat(ValueDigest.of(counted(ElementType.INT16))).hasToString(GOLDEN.get(1));
        assertThat(ValueDigest.of(counted(ElementType.FLOAT32))).hasToString(GOLDEN.get(2));
        assertThat(ValueDigest.of(counted(ElementType.BOOL))).hasToString(GOLDEN.get(3));
        assertThat(ValueDigest.of(NdArray.of(new double[] {1}, ElementType.FLOAT64)))
                .hasToString(GOLDEN.get(4));
    }

    private static final List<String> GOLDEN = List.of(
            "values1:068d4fe76e76e42622be46a6abd2aaa5",
            "values1:18b97bc21a48d30657068d7224fcdfc4",
            "values1:d92919de955784e0286698e5ca20407f",
            "values1:dffe52513dd869f3471d7273c219c3ea",
            "values1:a9dcc09994b24c62bece965989605295");

    private static NdArray counted(ElementType type) {
        Object elements = type.newArray(2 * 3 * 100);
        for (int i = 0; i < 600; i++) {
            switch (type) {
                case BOOL -> ((boolean[]) elements)[i] = i % 3 == 0;
                case UINT8 -> ((byte[]) elements)[i] = (byte) i;
                case INT16 -> ((short[]) elements)[i] = (short) (i - 300);
                default -> ((float[]) elements)[i] = i / 8f;
            }
        }
        return NdArray.of(elements, type, 2, 3, 100);
    }

    @Test
    void dependsOnTypeAndShape() {
        byte[] values = new byte[64 * 64];

        assertThat(Set.of(
                        ValueDigest.of(NdArray.of(values, ElementType.UINT8, 64, 64)),
                        ValueDigest.of(NdArray.of(values, ElementType.INT8, 64, 64)),
                        ValueDigest.of(NdArray.of(values, ElementType.UINT8, 1, 64, 64)),
                        ValueDigest.of(NdArray.of(values, ElementType.UINT8, 32, 128)),
                        ValueDigest.of(NdArray.of(values, ElementType.UINT8, 64 * 64))))
                .hasSize(5);
    }

    @Test
    void changesWithEachElementAndWithTheOrderOfEqualRuns() {
        short[] values = new short[4 * 130];
        Set<ValueDigest> digests = new HashSet<>(Set.of(ofShorts(values)));
        for (int i = 0; i < values.length; i++) {
            values[i] = 1;
            assertThat(digests.add(ofShorts(values))).as("element %d", i).isTrue();
            values[i] = 0;
        }
    }

    private static ValueDigest ofShorts(short[] values) {
        return ValueDigest.of(NdArray.of(values, ElementType.UINT16, 4, 130));
    }

    @Test
    void doesNotTellNaNsApartButZeros() {
        float[] zeros = new float[300];
        float[] nans = new float[300];
        Arrays.fill(nans, Float.NaN);
        float[] others = new float[300];
        for (int i = 0; i < others.length; i++) {
            others[i] = Float.intBitsToFloat((i % 2 == 0 ? 0x7fc0_0000 : 0xff80_0000) | i + 1);
        }
        float[] negative = new float[300];
        negative[299] = -0f;

        assertThat(ofFloats(others)).isEqualTo(ofFloats(nans));
        assertThat(ofFloats(negative)).isNotEqualTo(ofFloats(zeros));
        assertThat(ofDoubles(0, Double.longBitsToDouble(0x7ff0_0000_0000_0001L)))
                .isEqualTo(ofDoubles(0, Double.NaN));
        assertThat(ofDoubles(0, -0d)).isNotEqualTo(ofDoubles(0, 0d));
    }

    private static ValueDigest ofFloats(float[] values) {
        return ValueDigest.of(NdArray.of(values, ElementType.FLOAT32, 300));
    }

    private static ValueDigest ofDoubles(double... values) {
        return ValueDigest.of(NdArray.of(values, ElementType.FLOAT64, values.length));
    }

    @Test
    void isTheSameForBothKindsOfBooleans() throws IOException {
        boolean[] values = new boolean[70 * 3];
        values[69] = true;
        NdArray array = NdArray.of(values, ElementType.BOOL, 3, 70);

        assertThat(array.toImg().getType().getClass().getSimpleName()).isEqualTo("BitType");
        assertThat(ValueDigest.of(array.toImg())).isEqualTo(ValueDigest.of(array));
        assertThat(ValueDigest.of(ArrayImgs.booleans(values, 70, 3))).isEqualTo(ValueDigest.of(array));
    }

    @Test
    void isTakenWithoutAskingTheSourceTwiceWhateverTheChunksAre() throws IOException {
        assertThat(readsToWrite(64)).isEqualTo(1);
        assertThat(readsToWrite(128)).isEqualTo(1);
        assertThat(readsToWrite(300)).isEqualTo(1);
        assertThat(readsToWrite(100)).isEqualTo(1);
    }

    @Test
    void isThatOfWhatWasWrittenIfTheSourceGivesOtherValuesEachTime() throws IOException {
        Random random = new Random(1);
        ArraySpec spec = ArraySpec.of(ElementType.UINT8, 30, 30).withChunks(10, 10);
        DigestingSource source =
                new DigestingSource((min, size, into) -> random.nextBytes((byte[]) into), spec.type(), spec.shape());
        StoredArray written = ArrayStore.zarr().create(ArrayFiles.local(directory.resolve("noise")), spec);
        written.write(source, Runnable::run);

        assertThat(source.digest(written)).isEqualTo(ValueDigest.of(written));
    }

    private int readsToWrite(int chunk) throws IOException {
        NdArray array = new RandomArrays(new Random(1)).array(ElementType.UINT16, 3, 5, 300);
        BlockSource blocks = array.blocks();
        AtomicInteger elements = new AtomicInteger();
        ArraySpec spec = ArraySpec.of(ElementType.UINT16, 3, 5, 300).withChunks(2, 2, chunk);
        DigestingSource source = new DigestingSource(
                (min, size, into) -> {
                    elements.addAndGet(size[0] * size[1] * size[2]);
                    blocks.copy(min, size, into);
                },
                spec.type(),
                spec.shape());
        ArrayFiles files = ArrayFiles.local(directory.resolve("chunk" + chunk));
        StoredArray written = ArrayStore.zarr().create(files, spec);
        written.write(source, Runnable::run);
        assertThat(source.digest(written)).isEqualTo(ValueDigest.of(array));
        return elements.get() / array.count();
    }

    @Test
    void ofRowsThatManyThreadsShareIsThatOfOneThread() throws IOException {
        for (NdArray array : List.of(
                new RandomArrays(new Random(2)).array(ElementType.UINT8, 3, 700_001),
                new RandomArrays(new Random(3)).array(ElementType.INT16, 600_000, 3))) {
            RunSum sum = new RunSum(array.type(), array.shape());
            sum.add(new long[2], array.size(), array.elements());

            assertThat(ValueDigest.of(array)).isEqualTo(sum.digest(array.shape()));
            assertThat(new Tiles(array.type(), array.shape()).digest(array.blocks()))
                    .isEqualTo(sum.digest(array.shape()));
        }
    }

    /** The scheme once more, as it is described, in big numbers. */
    @Test
    void isTheSumOfTheMixedHashesOfRuns() {
        NdArray array = counted(ElementType.UINT8);
        BigInteger sum = BigInteger.ZERO;
        for (int run = 0; run < 2 * 3 * 2; run++) {
            int from = run / 2 * 100 + run % 2 * 64;
            Digest hash = Digest.of((byte[]) array.elements(), from, run % 2 == 0 ? 64 : 36);
            long a = mix(hash.low() + run * 0x9e37_79b9_7f4a_7c15L);
            long b = mix((hash.high() ^ run * 0xd1b5_4a32_d192_ed03L) + a);
            BigInteger high = new BigInteger(Long.toUnsignedString(b)).shiftLeft(64);
            sum = sum.add(high).add(new BigInteger(Long.toUnsignedString(mix(a + b))));
        }
        Digest.Hasher whole = Digest.hasher();
        whole.put("u1".getBytes(StandardCharsets.US_ASCII));
        whole.put(3);
        whole.put(2L);
        whole.put(3L);
        whole.put(100L);
        whole.put(sum.shiftRight(64).longValue());
        whole.put(sum.longValue());

        assertThat(ValueDigest.of(array).digest()).isEqualTo(whole.digest());
    }

    private static long mix(long value) {
        long first = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return second ^ (second >>> 31);
    }

    @Test
    void isReadAgainFromItsText() {
        ValueDigest digest = ValueDigest.of(counted(ElementType.UINT8));

        assertThat(ValueDigest.parse(digest.toString())).isEqualTo(digest);
        assertThatThrownBy(() -> ValueDigest.parse("values0:00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot read the digest of values \"values0:00\": it does not start with \"values1:\". Compute"
                                + " it again.");
    }
}
