package io.cachetree.examples.density;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.image.Voxels;
import io.cachetree.table.Table;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.IntType;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final Img<IntType> LABELS =
            Voxels.image(new Shape(2, 2, 3), new int[] {1, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 3});

    @Test
    void aRowHasTheCentreAndTheVolume() {
        assertThat(Measurements.of(LABELS, VoxelSize.CONFOCAL))
                .containsExactly(new NucleusRow(1, 0, 0, 0.25, 0.5), new NucleusRow(3, 0.5, 0.5, 1, 0.5));
    }

    @Test
    void theBackgroundIsNoNucleus() {
        assertThat(Measurements.of(Voxels.image(new Shape(1, 1, 2), new int[2]), VoxelSize.CONFOCAL))
                .isEmpty();
    }

    @Test
    void theTableSaysInWhichUnitsItIs() {
        Table table = Table.of(NucleusRow.class, Measurements.of(LABELS, VoxelSize.CONFOCAL));

        assertThat(table.column("x").unit()).contains("um");
        assertThat(table.column("volume").unit()).contains("um^3");
        assertThat(table.column("label").unit()).isEmpty();
    }
}
