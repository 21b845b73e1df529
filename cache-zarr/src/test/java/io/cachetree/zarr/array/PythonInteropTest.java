package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.testkit.Peer;
import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Shuffle;
import io.cachetree.zarr.codec.ZstdCodec;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
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

/** Zarr 2 between us and zarr-python, both ways; skipped where {@code python3} has no zarr of version 2. */
@Tag("once")
class PythonInteropTest {

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireZarr() throws Exception {
        Peer.require(
                "python3 with zarr 2 (apt-get install python3-zarr)",
                Peer.python(),
                "-c",
                "import zarr; assert zarr.__version__ < '3'");
    }

    @Test
    void weReadWhatPythonWrote() throws Exception {
        Peer.run(Peer.python(), Peer.script("zarr2.py"), "write", directory.toString());
        List<Path> arrays = list();
        assertThat(arrays).hasSizeGreaterThan(1000);
        for (Path each : arrays) {
            StoredArray array = ArrayStore.zarr().open(ArrayFiles.local(each));
            Box whole = Box.of(array.spec());
            assertThat(array.read(whole.min(), whole.intSize()))
                    .as("%s in %s", array.spec(), each)
                    .isEqualTo(new Formula(array.spec()).all());
        }
    }

    @Test
    void pythonReadsWhatWeWrote() throws Exception {
        int number = 0;
        for (ArraySpec spec : specs()) {
            ArrayFiles files = ArrayFiles.local(directory.resolve(Integer.toString(number++)));
            ArrayStore.zarr().create(files, spec).write(new Formula(spec), Runnable::run);
        }
        assertThat(Peer.run(Peer.python(), Peer.script("zarr2.py"), "check", directory.toString()))
                .contains("done");
    }

    private static List<ArraySpec> specs() {
        List<ByteCodec> codecs = new ArrayList<>(List.of(
                BloscCodec.lz4(),
                new ZstdCodec(3),
                new ZstdCodec(1, true),
                DeflateCodec.gzip(1),
                DeflateCodec.zlib(1)));
        for (Shuffle shuffle : Shuffle.values()) {
            codecs.add(new BloscCodec(BloscCompressor.ZSTD, 1, shuffle));
            codecs.add(new BloscCodec(BloscCompressor.LZ4HC, 3, shuffle));
            codecs.add(new BloscCodec(BloscCompressor.ZLIB, 3, shuffle));
        }
        List<ArraySpec> specs = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            if (type != ElementType.FLOAT16) {
                shapes(type).forEach(spec -> {
                    specs.add(spec.withCodecs());
                    codecs.forEach(codec -> specs.add(spec.withCodecs(codec)));
                });
            }
        }
        return specs;
    }

    private static List<ArraySpec> shapes(ElementType type) {
        return List.of(
                ArraySpec.of(type),
                ArraySpec.of(type, 7).withChunks(3).withFill(5),
                ArraySpec.of(type, 20, 33).withChunks(7, 16).withSeparator('.'),
                ArraySpec.of(type, 2, 300, 513));
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }
}
