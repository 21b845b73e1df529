package io.cachetree.examples.density;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.image.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final Labels LABELS = new Labels(2, 2, 3, new int[] {1, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 3});

    @Test
    void aRowHasTheCentreAndTheSize() {
        assertThat(Measurements.of(LABELS))
                .containsExactly(new NucleusRow(1, 0, 0, 0.5, 2), new NucleusRow(3, 0.5, 1, 2, 2));
    }

    @Test
    void theBackgroundIsNoNucleus() {
        assertThat(Measurements.of(new Labels(1, 1, 2, new int[2]))).isEmpty();
    }

    @Test
    void theTableHasAHeaderAndALinePerNucleus() {
        assertThat(Measurements.toCsv(Measurements.of(LABELS))).isEqualTo("""
                label,z,y,x,voxels
                1,0.000,0.000,0.500,2
                3,0.500,1.000,2.000,2
                """);
    }

    @Test
    void numbersOfTheTableAreRounded() {
        assertThat(Measurements.toCsv(List.of(new NucleusRow(1, 1 / 3.0, 2 / 3.0, 1e7, 9))))
                .endsWith("1,0.333,0.667,10000000.000,9\n");
    }
}
