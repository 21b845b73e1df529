package io.cachetree.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.tree.MissReason.InputChanged;
import io.cachetree.tree.MissReason.NeverRan;
import io.cachetree.tree.MissReason.RefreshAsked;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissReasonTest {

    @Test
    void shortValuesAreShownWhole() {
        assertThat(new InputChanged("threshold", "0.4", "0.5").text()).isEqualTo("threshold 0.4 -> 0.5");
    }

    @Test
    void ofLongValuesOnlyTheDifferenceIsShown() {
        assertThat(new InputChanged(
                                "options",
                                "Options[smallest=100, waist=0.2, sigma=1.0]",
                                "Options[smallest=100, waist=0.25, sigma=1.0]")
                        .text())
                .isEqualTo("options …waist=0.2… -> …waist=0.25…");
    }

    @Test
    void differenceAtTheEndHasNoEllipsisBehindIt() {
        assertThat(new InputChanged("path", "a very long path/to/one/file", "a very long path/to/one/volume").text())
                .isEqualTo("path …path/to/one/file -> …path/to/one/volume");
    }

    @Test
    void noSideOfADifferenceIsEmpty() {
        assertThat(new InputChanged(
                                "sample",
                                "Sample[name=\"mouse-12\", regions=[]]",
                                "Sample[name=\"mouse-12\", regions=[\"left\"]]")
                        .text())
                .isEqualTo("sample …none… -> …\"left\"…");
        assertThat(new InputChanged(
                                "sample",
                                "Sample[name=\"mouse-12\", scan=none]",
                                "Sample[name=\"mouse-12\", scan=nuclei-2d.tif (12 bytes)]")
                        .text())
                .isEqualTo("sample …scan=none… -> …scan=nuclei-2d.tif…");
    }

    @Test
    void fewWordsBeforeADifferenceSayWhatItIs() {
        assertThat(new InputChanged("nuclei", "table of 64 rows: label, volume", "table of 63 rows: label, volume")
                        .text())
                .isEqualTo("nuclei table of 64… -> table of 63…");
        assertThat(new InputChanged(
                                "scan", "image \"a.ome.zarr\", uint16 [8, 8]", "image \"b.ome.zarr\", uint16 [8, 8]")
                        .text())
                .isEqualTo("scan image \"a.ome.zarr\"… -> image \"b.ome.zarr\"…");
    }

    @Test
    void ofADifferenceTooDeepForTheShortFormWhatDiffersIsNamed() {
        assertThat(new InputChanged("scan", "float[9]", "float[9]").text()).isEqualTo("input scan changed: float[9]");
        String mouse = "\ud83d\udc2d";
        String mice = "m" + mouse.repeat(40);
        assertThat(new InputChanged("mice", mice, mice).text())
                .isEqualTo("input mice changed: m" + mouse.repeat(29) + "…");
    }

    @Test
    void severalReasonsAreOneSentence() {
        MissReason both = MissReason.of(List.of(new InputChanged("a", "1", "2"), new RefreshAsked()));

        assertThat(both.text()).isEqualTo("a 1 -> 2, refresh asked for");
        assertThat(MissReason.of(List.of(new NeverRan()))).isEqualTo(new NeverRan());
    }
}
