package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.Zarrita;
import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Shuffle;
import io.cachetree.zarr.codec.ZstdCodec;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zarr 3 between us and zarrita, both ways; skipped where node has no zarrita. */
@Tag("once")
class ZarritaInteropTest {

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireZarrita() throws Exception {
        Zarrita.require();
    }

    @Test
    void weReadWhatZarritaWrote() throws Exception {
        run("write");
        List<Path> arrays = list();
        assertThat(arrays).hasSize(60);
        for (Path each : arrays) {
            StoredArray array = ArrayStore.zarr().open(ArrayFiles.local(each));
            Box whole = Box.of(array.spec());
            assertThat(array.read(whole.min(), whole.intSize()))
                    .as("%s in %s", array.spec(), each)
                    .isEqualTo(new Formula(array.spec()).all());
        }
    }

    @Test
    void zarritaReadsWhatWeWrote() throws Exception {
        int number = 0;
        for (ArraySpec spec : specs()) {
            ArrayFiles files = ArrayFiles.local(directory.resolve(Integer.toString(number++)));
            ArrayStore.zarr().create(files, spec).write(new Formula(spec), Runnable::run);
        }
        assertThat(run("check")).contains("done");
    }

    private String run(String action) throws IOException, InterruptedException {
        return Zarrita.run("zarrita.mjs", action, directory.toString());
    }

    private static List<ArraySpec> specs() {
        List<ByteCodec[]> codecs = new ArrayList<>(List.of(
                new ByteCodec[0],
                new ByteCodec[] {new Crc32cCodec()},
                new ByteCodec[] {new ZstdCodec(3), new Crc32cCodec()},
                new ByteCodec[] {DeflateCodec.gzip(1)},
                new ByteCodec[] {BloscCodec.lz4()}));
        for (Shuffle shuffle : Shuffle.values()) {
            codecs.add(new ByteCodec[] {new BloscCodec(BloscCompressor.ZSTD, 1, shuffle)});
        }
        List<ArraySpec> specs = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            if (type != ElementType.FLOAT16) {
                shapes(type).forEach(spec -> codecs.forEach(each -> specs.add(spec.withCodecs(each))));
            }
        }
        return specs;
    }

    private static List<ArraySpec> shapes(ElementType type) {
        return Stream.of(
                        ArraySpec.of(type, 7).withChunks(3).withFill(1),
                        ArraySpec.of(type, 20, 33).withChunks(7, 16).withSeparator('.'),
                        ArraySpec.of(type, 2, 300, 513))
                .map(spec -> spec.withFormat(ZarrFormat.V3))
                .flatMap(spec -> Stream.of(spec, sharded(spec)))
                .toList();
    }

    private static ArraySpec sharded(ArraySpec spec) {
        return spec.withShards(spec.chunks().stream().mapToInt(each -> 2 * each).toArray());
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }
}
