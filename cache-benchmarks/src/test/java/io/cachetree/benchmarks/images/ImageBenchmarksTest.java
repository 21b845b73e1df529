package io.cachetree.benchmarks.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.zarr.image.NdArray;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs everything once with a small image, so that no benchmark breaks unseen; how long it takes is no matter here. */
@Tag("once")
class ImageBenchmarksTest {

    private static final Volume SMALL = new Volume(4, 96, 128);

    @Test
    void wholeImagesAreWrittenAndReadInAllWays() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> rows = WholeImages.rows(workbench, SMALL, 1);

            assertThat(rows)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(row -> assertThat(row.baseline().value()).isPositive());
        }
    }

    @Test
    void planesAreRead() throws Exception {
        try (Workbench workbench = new Workbench()) {
            assertThat(Slices.rows(workbench, SMALL, 5)).hasSize(2);
        }
    }

    @Test
    void hitsOfImagesReadNoChunk() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> rows = ImageHits.rows(workbench, SMALL, 5);

            assertThat(rows)
                    .filteredOn(row -> row.what().contains("chunks read"))
                    .hasSize(2)
                    .allSatisfy(row -> {
                        assertThat(row.ours().value()).isZero();
                        assertThat(row.baseline().value()).isPositive();
                    });
        }
    }

    @Test
    void readsOfChunksAreCounted() throws Exception {
        try (Workbench workbench = new Workbench()) {
            assertThat(ImageHits.chunksReadWithPixels(workbench, SMALL)).isEqualTo(SMALL.depth());
        }
    }

    @Test
    void lazyImageIsWrittenUnderASmallHeap() throws Exception {
        try (Workbench workbench = new Workbench()) {
            assertThat(SmallHeap.rows(workbench, 64, SMALL)).hasSize(3);
        }
    }

    @Test
    void imagesAreUploadedInAllWays() throws Exception {
        try (Workbench workbench = new Workbench()) {
            assertThat(ImageUploads.rows(workbench, SMALL, 1))
                    .hasSize(9)
                    .allSatisfy(row -> assertThat(row.baseline().value()).isPositive());
        }
    }

    @Test
    void volumeIsTheSameEachTimeAndHasNoise() {
        NdArray first = SMALL.inMemory();
        short[] plane = new short[SMALL.plane()];
        SMALL.plane(2, plane, 0);

        assertThat(SMALL.inMemory()).isEqualTo(first);
        assertThat(plane)
                .containsExactly(
                        java.util.Arrays.copyOfRange((short[]) first.elements(), 2 * SMALL.plane(), 3 * SMALL.plane()));
        assertThat(plane).doesNotContain((short) 0);
        assertThat(java.util.stream.IntStream.range(0, plane.length)
                        .map(i -> plane[i])
                        .distinct()
                        .count())
                .isGreaterThan(50);
        assertThatThrownBy(() -> SMALL.copy(new long[3], new int[] {1, 96, 5}, plane))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot make part of a plane: [1, 96, 5]");
    }
}
