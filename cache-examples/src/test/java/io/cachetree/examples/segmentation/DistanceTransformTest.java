package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.image.Voxels;
import net.imglib2.img.Img;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistanceTransformTest {

    private static final VoxelSize CUBE = new VoxelSize(1, 1, 1);

    @Test
    void distancesOnALineCountTheSteps() {
        assertThat(Drawings.drawn(DistanceTransform.of(Drawings.mask(".#####."), CUBE)))
                .isEqualTo(".12321.\n");
    }

    @Test
    void theBorderIsNoBackground() {
        assertThat(Drawings.drawn(DistanceTransform.of(Drawings.mask("###."), CUBE)))
                .isEqualTo("321.\n");
    }

    @Test
    void diagonalsAreMeasuredAndNotCounted() {
        Img<FloatType> distances = DistanceTransform.of(Drawings.mask("""
                .##
                ###
                """), new VoxelSize(1, 3, 4));

        assertThat(Voxels.values(distances)).containsExactly(0, 4, 8, 3, 5, (float) Math.sqrt(73));
    }

    @Test
    void withoutBackgroundDistancesAreInfinite() {
        assertThat(Voxels.values(DistanceTransform.of(Drawings.mask("##"), CUBE)))
                .containsExactly(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithTheSearchThroughAllBackground(long seed) {
        Img<NativeBoolType> mask = new RandomImages(seed).mask(0.9);
        VoxelSize size = new VoxelSize(1.3, 0.5, 0.7);

        float[] distances = Voxels.values(DistanceTransform.of(mask, size));

        for (int i = 0; i < distances.length; i++) {
            assertThat((double) distances[i])
                    .as("voxel %d", i)
                    .isEqualTo(nearest(Shape.of(mask), Voxels.foreground(mask), size, i), within(1e-5));
        }
    }

    private static double nearest(Shape shape, boolean[] mask, VoxelSize size, int voxel) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < shape.size(); other++) {
            if (!mask[other]) {
                double dz = (shape.z(other) - shape.z(voxel)) * size.z();
                double dy = (shape.y(other) - shape.y(voxel)) * size.y();
                double dx = (shape.x(other) - shape.x(voxel)) * size.x();
                nearest = Math.min(nearest, Math.sqrt(dz * dz + dy * dy + dx * dx));
            }
        }
        return nearest;
    }
}
