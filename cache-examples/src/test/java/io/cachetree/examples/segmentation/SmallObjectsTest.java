package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.IntType;
import org.junit.jupiter.api.Test;

class SmallObjectsTest {

    private static final Img<IntType> LABELS = Drawings.labels("1.222.4.33");

    @Test
    void thoseThatStayAreNumberedAnewInOrder() {
        assertThat(Drawings.drawn(SmallObjects.remove(LABELS, 2))).isEqualTo("..111...22\n");
    }

    @Test
    void anObjectOfTheMinimumSizeStays() {
        assertThat(Drawings.drawn(SmallObjects.remove(LABELS, 3))).isEqualTo("..111.....\n");
        assertThat(Drawings.drawn(SmallObjects.remove(LABELS, 4))).isEqualTo("..........\n");
    }

    @Test
    void aGapInTheNumbersIsClosed() {
        assertThat(Drawings.drawn(SmallObjects.remove(Drawings.labels("1.3"), 0)))
                .isEqualTo("1.2\n");
    }
}
