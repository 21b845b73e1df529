package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoxelSizeTest {

    @Test
    void theVolumeIsInCubicMicrometres() {
        assertThat(VoxelSize.CONFOCAL.volume()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectsWhatIsNoLength(double size) {
        assertThatThrownBy(() -> new VoxelSize(1, size, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use a voxel size of " + size
                        + " along y: it is no positive, finite number. Pass micrometres.");
    }
}
