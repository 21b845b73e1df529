package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final Labels LABELS = new Labels(1, 2, 3, new int[] {0, 1, 1, 0, 0, 3});

    @Test
    void labelsAreEqualByShapeAndIds() {
        assertThat(new Labels(1, 2, 3, new int[] {0, 1, 1, 0, 0, 3}))
                .isEqualTo(LABELS)
                .hasSameHashCodeAs(LABELS);
        assertThat(new Labels(1, 3, 2, new int[] {0, 1, 1, 0, 0, 3})).isNotEqualTo(LABELS);
    }

    @Test
    void sizesCountTheVoxelsOfEachLabel() {
        assertThat(LABELS.sizes()).containsExactly(3, 2, 0, 1);
    }

    @Test
    void theMaskIsWhatBelongsToAnObject() {
        assertThat(LABELS.mask()).isEqualTo(new Mask(1, 2, 3, new boolean[] {false, true, true, false, false, true}));
    }

    @Test
    void rejectsANegativeLabel() {
        assertThatThrownBy(() -> new Labels(1, 1, 2, new int[] {1, -1}))
                .hasMessage("Cannot create a label image: label -1 is negative."
                        + " Number objects from 1, background is 0.");
    }
}
