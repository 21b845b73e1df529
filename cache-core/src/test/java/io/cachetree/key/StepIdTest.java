package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepIdTest {

    @Test
    void namesTheMethodAsTheClassFileDoes() throws NoSuchMethodException {
        StepId step = StepId.of(Segmentation.class.getDeclaredMethod("segment", float[][].class, double.class));

        assertThat(step).hasToString("io.cachetree.key.StepIdTest$Segmentation.segment([[FD)Ljava/util/List;");
        assertThat(step.shortForm()).isEqualTo("Segmentation.segment");
    }

    @Test
    void shortFormLeavesThePackageOut() {
        assertThat(new StepId("org.lab.CellDensity", "measure", "()V").shortForm())
                .isEqualTo("CellDensity.measure");
        assertThat(new StepId("CellDensity", "measure", "()V").shortForm()).isEqualTo("CellDensity.measure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.lab.CellDensity.measure(Lorg/lab/Image;D)Lorg/lab/Density;",
                "CellDensity.count()V",
                "org.lab.Outer$Inner.a (b)()V"
            })
    void parseReadsWhatToStringPrints(String text) {
        assertThat(StepId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "measure", "measure()V", ".measure()V", "org.lab.CellDensity.()V"})
    void parseRefusesWhatIsNoStep(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepId.parse(text))
                .withMessage("Cannot read step \"%s\": it does not look like \"org.lab.CellDensity.measure(D)D\"."
                        .formatted(text));
    }

    private static final class Segmentation {
        @SuppressWarnings("unused")
        List<String> segment(float[][] scan, double threshold) {
            return List.of();
        }
    }
}
