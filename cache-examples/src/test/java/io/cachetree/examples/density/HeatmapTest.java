package io.cachetree.examples.density;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatmapTest {

    private static final Shape SHAPE = new Shape(10, 80, 80);
    private static final int YELLOW = new Color(253, 231, 37).getRGB();
    private static final int PURPLE = new Color(68, 1, 84).getRGB();

    @Test
    void theDensestTileIsYellowWhereItLiesInTheImage() {
        BufferedImage picture = Heatmap.draw(map(new NucleusRow(1, 0, 0, 0, 1)));

        assertThat(picture.getRGB(150, 150)).isEqualTo(YELLOW);
        assertThat(picture.getRGB(400, 150)).isEqualTo(PURPLE);
        assertThat(picture.getRGB(150, 400)).isEqualTo(PURPLE);
        assertThat(picture.getRGB(400, 400)).isEqualTo(PURPLE);
    }

    @Test
    void aMapWithoutNucleiIsDrawn() {
        BufferedImage picture = Heatmap.draw(map());

        assertThat(picture.getRGB(150, 150)).isEqualTo(PURPLE);
        assertThat(picture.getRGB(400, 400)).isEqualTo(PURPLE);
    }

    private static DensityMap map(NucleusRow... nuclei) {
        return DensityMap.of(List.of(nuclei), SHAPE, VoxelSize.CONFOCAL, 2, 2);
    }
}
