package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.RealScan;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Mask;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.TiffStack;
import io.cachetree.examples.image.Volume;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectedComponentsTest {

    @Test
    void theArmsOfAUAreOneObject() {
        Mask mask = Images.mask("""
                #.#.#
                #.#..
                ###.#
                """);

        assertThat(ConnectedComponents.label(mask, Connectivity.FACES)).isEqualTo(Images.labels("""
                1.1.2
                1.1..
                111.3
                """));
    }

    @Test
    void voxelsThatShareACornerHangTogetherByCornersOnly() {
        Mask mask = new Mask(2, 2, 2, new boolean[] {true, false, false, false, false, false, false, true});

        assertThat(ConnectedComponents.label(mask, Connectivity.CORNERS).count())
                .isEqualTo(1);
        assertThat(ConnectedComponents.label(mask, Connectivity.FACES).count()).isEqualTo(2);
    }

    @Test
    void anEmptyMaskHasNoObjects() {
        Mask mask = new Mask(2, 2, 2, new boolean[8]);

        assertThat(ConnectedComponents.label(mask, Connectivity.CORNERS)).isEqualTo(new Labels(2, 2, 2, new int[8]));
    }

    @Test
    void agreesWithOtherProgramsOnTheRealScan() {
        Volume scan = TiffStack.read(RealScan.file());
        Mask mask = scan.above(OtsuThreshold.of(scan));

        assertThat(ConnectedComponents.label(mask, Connectivity.CORNERS).count())
                .isEqualTo(79);
        assertThat(ConnectedComponents.label(mask, Connectivity.FACES).count()).isEqualTo(82);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithFillingOneObjectAfterTheOther(long seed) {
        Mask mask = new RandomImages(seed).mask(0.4);

        for (Connectivity connectivity : Connectivity.values()) {
            assertThat(ConnectedComponents.label(mask, connectivity)).isEqualTo(filled(mask, connectivity));
        }
    }

    private static Labels filled(Mask mask, Connectivity connectivity) {
        int[] ids = new int[mask.voxels().length];
        int count = 0;
        for (int voxel = 0; voxel < ids.length; voxel++) {
            if (mask.voxels()[voxel] && ids[voxel] == 0) {
                fill(mask, connectivity, ids, voxel, ++count);
            }
        }
        return new Labels(mask.shape(), ids);
    }

    private static void fill(Mask mask, Connectivity connectivity, int[] ids, int start, int id) {
        Shape shape = mask.shape();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            int voxel = open.remove();
            ids[voxel] = id;
            for (int other = 0; other < ids.length; other++) {
                int dz = Math.abs(shape.z(other) - shape.z(voxel));
                int dy = Math.abs(shape.y(other) - shape.y(voxel));
                int dx = Math.abs(shape.x(other) - shape.x(voxel));
                boolean touches =
                        connectivity == Connectivity.FACES ? dz + dy + dx == 1 : Math.max(dz, Math.max(dy, dx)) == 1;
                if (touches && mask.voxels()[other] && ids[other] == 0 && !open.contains(other)) {
                    open.add(other);
                }
            }
        }
    }
}
