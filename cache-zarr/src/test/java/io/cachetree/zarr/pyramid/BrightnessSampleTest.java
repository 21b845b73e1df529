package io.cachetree.zarr.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sample is that of the whole array, in whatever blocks it is copied. */
class BrightnessSampleTest {

    private static final long[] SHAPE = {3, 7, 10, 11};

    /** Elements whose value tells where they are, but for one NaN and one that is infinite in each thousand. */
    private static void copy(long[] min, int[] size, Object into) {
        float[] elements = (float[]) into;
        int count = Arrays.stream(size).reduce(1, Math::multiplyExact);
        for (int i = 0; i < count; i++) {
            elements[i] = value(position(i, min, size));
        }
    }

    private static float value(long[] position) {
        long number = 0;
        for (int d = 0; d < SHAPE.length; d++) {
            number = number * SHAPE[d] + position[d];
        }
        return switch ((int) (number % 1000)) {
            case 17 -> Float.NaN;
            case 18 -> Float.POSITIVE_INFINITY;
            default -> number;
        };
    }

    private static long[] position(int element, long[] min, int[] size) {
        long[] position = new long[size.length];
        int rest = element;
        for (int d = size.length - 1; d >= 0; d--) {
            position[d] = min[d] + rest % size[d];
            rest /= size[d];
        }
        return position;
    }

    /** Copies an array in blocks of a size. */
    private static void copyAll(BrightnessSample sample, int... block) throws IOException {
        for (long[] min : corners(block)) {
            int[] size = new int[block.length];
            for (int d = 0; d < size.length; d++) {
                size[d] = (int) Math.min(block[d], SHAPE[d] - min[d]);
            }
            sample.copy(min, size, new float[Arrays.stream(block).reduce(1, Math::multiplyExact)]);
        }
    }

    private static List<long[]> corners(int... block) {
        List<long[]> corners = new ArrayList<>(List.of(new long[block.length]));
        for (int d = 0; d < block.length; d++) {
            int axis = d;
            corners = corners.stream()
                    .flatMap(corner -> LongStream.iterate(0, at -> at < SHAPE[axis], at -> at + block[axis])
                            .mapToObj(at -> at(corner, axis, at)))
                    .toList();
        }
        return corners;
    }

    private static long[] at(long[] corner, int axis, long at) {
        long[] moved = corner.clone();
        moved[axis] = at;
        return moved;
    }

    /** What is expected: every 1st, k-th, ... chunk of a channel, and of it all elements, as there are few. */
    private static ValueRange naively(ArraySpec spec, int channel) {
        DoubleStream.Builder elements = DoubleStream.builder();
        int[] chunk = spec.chunks().stream().mapToInt(Integer::intValue).toArray();
        chunk[0] = (int) SHAPE[0];
        List<long[]> corners = corners(chunk);
        int step = Math.max(1, (corners.size() + 15) / 16);
        for (int i = 0; i < corners.size(); i += step) {
            long[] min = at(corners.get(i), 0, channel);
            int[] size = new int[chunk.length];
            for (int d = 0; d < size.length; d++) {
                size[d] = d == 0 ? 1 : (int) Math.min(chunk[d], SHAPE[d] - min[d]);
            }
            for (int each = 0; each < Arrays.stream(size).reduce(1, Math::multiplyExact); each++) {
                elements.add(value(position(each, min, size)));
            }
        }
        return ValueRange.of(elements.build());
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 4, 4", "3, 4, 4, 4", "1, 1, 10, 11", "3, 7, 10, 11", "2, 3, 5, 2", "1, 1, 1, 1"})
    void blocksOfAnyShapeGiveTheSameSample(int channels, int depth, int height, int width) throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.FLOAT32, SHAPE).withChunks(1, 4, 4, 4);
        BrightnessSample sample = BrightnessSample.of(BrightnessSampleTest::copy, spec, 0);

        copyAll(sample, channels, depth, height, width);

        for (int channel = 0; channel < SHAPE[0]; channel++) {
            assertThat(sample.range(channel)).isEqualTo(naively(spec, channel));
        }
    }

    @Test
    void chunksOfSeveralChannelsAreSampledForEach() throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.FLOAT32, SHAPE).withChunks(3, 4, 4, 4);
        BrightnessSample sample = BrightnessSample.of(BrightnessSampleTest::copy, spec, 0);

        copyAll(sample, 3, 4, 4, 4);

        for (int channel = 0; channel < SHAPE[0]; channel++) {
            assertThat(sample.range(channel)).isEqualTo(naively(spec, channel));
        }
    }

    @Test
    void manyChunksOfManyElementsAreSampledInPart() throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.UINT8, 100, 300, 300).withChunks(1, 300, 300);
        List<Integer> planes = new ArrayList<>();
        BrightnessSample sample = BrightnessSample.of(
                (min, size, into) -> {
                    planes.add((int) min[0]);
                    Arrays.fill((byte[]) into, (byte) (min[0] % 7 == 0 ? 200 : 250));
                },
                spec,
                -1);

        for (int z = 0; z < 100; z++) {
            sample.copy(new long[] {z, 0, 0}, new int[] {1, 300, 300}, new byte[90_000]);
        }

        assertThat(planes).hasSize(100);
        assertThat(sample.range(0)).isEqualTo(new ValueRange(200, 200, 200, 200)); // of planes 0, 7, 14, ...
    }

    @Test
    void arrayWithoutElementsHasARangeAllTheSame() {
        ArraySpec spec = ArraySpec.of(ElementType.UINT8, 0, 300, 300);

        assertThat(BrightnessSample.of((min, size, into) -> {}, spec, -1).range(0))
                .isEqualTo(new ValueRange(0, 0, 1, 1));
    }
}
