package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.RealScan;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import io.cachetree.zarr.image.Images;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.BooleanType;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectedComponentsTest {

    @Test
    void theArmsOfAUAreOneObject() {
        RandomAccessibleInterval<BitType> mask = Drawings.mask("""
                #.#.#
                #.#..
                ###.#
                """);

        assertThat(Drawings.drawn(ConnectedComponents.label(mask, Connectivity.FACES)))
                .isEqualTo("""
                1.1.2
                1.1..
                111.3
                """);
    }

    @Test
    void voxelsThatShareACornerHangTogetherByCornersOnly() {
        Img<NativeBoolType> mask =
                ArrayImgs.booleans(new boolean[] {true, false, false, false, false, false, false, true}, 2, 2, 2);

        assertThat(count(mask, Connectivity.CORNERS)).isEqualTo(1);
        assertThat(count(mask, Connectivity.FACES)).isEqualTo(2);
    }

    @Test
    void anEmptyMaskHasNoObjects() {
        assertThat(count(ArrayImgs.booleans(2, 2, 2), Connectivity.CORNERS)).isZero();
    }

    @Test
    void agreesWithOtherProgramsOnTheRealScan() throws IOException {
        Img<? extends RealType<?>> scan = Images.openTiff(RealScan.file());
        RandomAccessibleInterval<BitType> mask = Foreground.above(scan, OtsuThreshold.of(scan));

        assertThat(count(mask, Connectivity.CORNERS)).isEqualTo(79);
        assertThat(count(mask, Connectivity.FACES)).isEqualTo(82);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithFillingOneObjectAfterTheOther(long seed) {
        Img<NativeBoolType> mask = new RandomImages(seed).mask(0.4);

        for (Connectivity connectivity : Connectivity.values()) {
            assertThat(Voxels.labels(ConnectedComponents.label(mask, connectivity)))
                    .isEqualTo(filled(Shape.of(mask), Voxels.foreground(mask), connectivity));
        }
    }

    private static int count(RandomAccessibleInterval<? extends BooleanType<?>> mask, Connectivity connectivity) {
        return Labels.count(ConnectedComponents.label(mask, connectivity));
    }

    private static int[] filled(Shape shape, boolean[] mask, Connectivity connectivity) {
        int[] ids = new int[mask.length];
        int count = 0;
        for (int voxel = 0; voxel < ids.length; voxel++) {
            if (mask[voxel] && ids[voxel] == 0) {
                fill(shape, mask, connectivity, ids, voxel, ++count);
            }
        }
        return ids;
    }

    private static void fill(Shape shape, boolean[] mask, Connectivity connectivity, int[] ids, int start, int id) {
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
                if (touches && mask[other] && ids[other] == 0 && !open.contains(other)) {
                    open.add(other);
                }
            }
        }
    }
}
