package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.Zarrita;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** zarrita reads all levels of what we write as OME-Zarr 0.5, in shards and without; skipped where node has no zarrita. */
@Tag("once")
class ZarritaReadsImagesTest {

    private static final OmeZarrOptions OPTIONS = OmeZarrOptions.unset()
            .withName("cells")
            .withLevels(4)
            .withVersion(OmeVersion.V0_5)
            .withChunks(1, 2, 16, 10);

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireZarrita() throws Exception {
        Zarrita.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blosc-zstd", "blosc-lz4", "zstd", "gzip", "none"})
    void eachLevelOfAnImageInShardsAndOfItsLabelsIsFound(String codec) throws Exception {
        write(
                OPTIONS.withShards(2, 4, 32, 40).withCodec(codec),
                OmeZarrOptions.unset().withShards(2, 64, 64));
        assertThat(OmeImage.open(files()).levels())
                .allMatch(level -> level.spec().isSharded());
        assertThat(OmeImage.open(files()).labels("nuclei").levels())
                .allMatch(level -> level.spec().isSharded());
        assertFound();
    }

    @Test
    void eachLevelOfAnImageWithoutShardsIsFound() throws Exception {
        write(OPTIONS, OmeZarrOptions.unset());
        assertFound();
    }

    @Test
    void aChangedBitInAShardIsNoticedByBoth() throws Exception {
        write(OPTIONS.withShards(2, 4, 32, 40).withCodec("none"), OmeZarrOptions.unset());
        try (Stream<Path> all = Files.list(directory.resolve("0/c/0/0/0"))) {
            Path shard = all.sorted().toList().get(0);
            byte[] bytes = Files.readAllBytes(shard);
            bytes[100] ^= 4;
            Files.write(shard, bytes);
        }
        assertThatThrownBy(() -> OmeImage.open(files()).level(0).read(new long[4], new int[] {1, 1, 1, 1}))
                .hasMessageContaining("CRC32C: expected");
        assertThatThrownBy(this::assertFound).isInstanceOf(AssertionError.class);
    }

    private void write(OmeZarrOptions options, OmeZarrOptions ofLabels) throws IOException {
        NewImage image =
                new Picture(ElementType.UINT16, 60000, 2, 3, 57, 41).image().with(options);
        NewImage nuclei = new Picture(ElementType.INT32, 7, 3, 57, 41).image().with(ofLabels);
        OmeImage.write(files(), image.withLabels("nuclei", nuclei), Runnable::run);
    }

    private ArrayFiles files() {
        return ArrayFiles.local(directory);
    }

    private void assertFound() throws Exception {
        assertThat(Zarrita.run("image.mjs", directory.toString()))
                .isEqualToIgnoringNewLines("0.5 cells 4 levels0.5 nuclei 4 levels");
    }
}
