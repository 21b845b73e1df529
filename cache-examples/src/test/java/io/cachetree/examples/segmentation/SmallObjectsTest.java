package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.image.Labels;
import org.junit.jupiter.api.Test;

class SmallObjectsTest {

    private static final Labels LABELS = Images.labels("1.222.4.33");

    @Test
    void thoseThatStayAreNumberedAnewInOrder() {
        assertThat(SmallObjects.remove(LABELS, 2)).isEqualTo(Images.labels("..111...22"));
    }

    @Test
    void anObjectOfTheMinimumSizeStays() {
        assertThat(SmallObjects.remove(LABELS, 3).count()).isEqualTo(1);
        assertThat(SmallObjects.remove(LABELS, 4).count()).isEqualTo(0);
    }

    @Test
    void aGapInTheNumbersIsClosed() {
        assertThat(SmallObjects.remove(Images.labels("1.3"), 0)).isEqualTo(Images.labels("1.2"));
    }
}
