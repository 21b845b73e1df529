package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.image.Mask;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Volume;
import io.cachetree.examples.image.VoxelSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistanceTransformTest {

    private static final VoxelSize CUBE = new VoxelSize(1, 1, 1);

    @Test
    void distancesOnALineCountTheSteps() {
        assertThat(DistanceTransform.of(Images.mask(".#####."), CUBE)).isEqualTo(Images.volume(".12321."));
    }

    @Test
    void theBorderIsNoBackground() {
        assertThat(DistanceTransform.of(Images.mask("###."), CUBE)).isEqualTo(Images.volume("321."));
    }

    @Test
    void diagonalsAreMeasuredAndNotCounted() {
        Volume distances = DistanceTransform.of(Images.mask("""
                .##
                ###
                """), new VoxelSize(1, 3, 4));

        assertThat(distances.voxels()).containsExactly(0, 4, 8, 3, 5, (float) Math.sqrt(73));
    }

    @Test
    void withoutBackgroundDistancesAreInfinite() {
        assertThat(DistanceTransform.of(Images.mask("##"), CUBE).voxels())
                .containsExactly(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithTheSearchThroughAllBackground(long seed) {
        Mask mask = new RandomImages(seed).mask(0.9);
        VoxelSize size = new VoxelSize(1.3, 0.5, 0.7);

        Volume distances = DistanceTransform.of(mask, size);

        for (int i = 0; i < distances.voxels().length; i++) {
            assertThat((double) distances.voxels()[i])
                    .as("voxel %d", i)
                    .isEqualTo(nearest(mask, size, i), within(1e-5));
        }
    }

    private static double nearest(Mask mask, VoxelSize size, int voxel) {
        Shape shape = mask.shape();
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < shape.size(); other++) {
            if (!mask.voxels()[other]) {
                double dz = (shape.z(other) - shape.z(voxel)) * size.z();
                double dy = (shape.y(other) - shape.y(voxel)) * size.y();
                double dx = (shape.x(other) - shape.x(voxel)) * size.x();
                nearest = Math.min(nearest, Math.sqrt(dz * dz + dy * dy + dx * dx));
            }
        }
        return nearest;
    }
}
