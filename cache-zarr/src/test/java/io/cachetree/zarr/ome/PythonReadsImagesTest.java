package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.testkit.Peer;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.metadata.ElementType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** zarr-python reads all levels of what we write; skipped where {@code python3} has no zarr of version 2. */
class PythonReadsImagesTest {

    @TempDir
    private Path directory;

    @Test
    void pythonFindsEachLevelAsItComputesIt() throws Exception {
        Peer.require(
                "python3 with zarr 2 (apt-get install python3-zarr)",
                Peer.python(),
                "-c",
                "import zarr; assert zarr.__version__ < '3'");
        OmeZarrOptions options = OmeZarrOptions.unset().withName("cells").withLevels(4);
        NewImage image =
                new Picture(ElementType.UINT16, 60000, 2, 3, 57, 41).image().with(options);
        NewImage nuclei = new Picture(ElementType.INT32, 7, 3, 57, 41).image();
        OmeImage.write(ArrayFiles.local(directory), image.withLabels("nuclei", nuclei), Runnable::run);
        assertThat(Peer.run(Peer.python(), Peer.script("ome.py"), directory.toString()))
                .isEqualToIgnoringNewLines("cells 4 levelsnuclei 4 levels");
    }
}
