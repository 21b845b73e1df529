package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VolumeTest {

    private static final Shape SHAPE = new Shape(1, 2, 3);

    @Test
    void volumesAreEqualByShapeAndVoxels() {
        Volume volume = new Volume(1, 2, 3, new float[] {0, 1, 2, 3, 4, 5});

        assertThat(new Volume(SHAPE, new float[] {0, 1, 2, 3, 4, 5}))
                .isEqualTo(volume)
                .hasSameHashCodeAs(volume);
        assertThat(new Volume(3, 2, 1, new float[] {0, 1, 2, 3, 4, 5})).isNotEqualTo(volume);
        assertThat(new Volume(SHAPE, new float[] {0, 1, 2, 3, 4, 6})).isNotEqualTo(volume);
    }

    @Test
    void whatIsAboveTheThresholdLeavesItOut() {
        Mask mask = new Volume(SHAPE, new float[] {0, 1, 2, 3, 4, 5}).above(3);

        assertThat(mask).isEqualTo(new Mask(SHAPE, new boolean[] {false, false, false, false, true, true}));
        assertThat(mask.count()).isEqualTo(2);
    }

    @Test
    void rejectsAnArrayOfAnotherLength() {
        assertThatThrownBy(() -> new Volume(SHAPE, new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot create a volume of 1 x 2 x 3 voxels: 5 values were given. Pass 6 values.");
    }

    @Test
    void printsItsShapeAndNotItsVoxels() {
        assertThat(new Volume(SHAPE, new float[6])).hasToString("Volume[1 x 2 x 3]");
    }
}
