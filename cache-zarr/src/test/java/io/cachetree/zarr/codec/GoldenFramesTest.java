package io.cachetree.zarr.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that numcodecs wrote; {@code src/test/interop/golden.py} says how. */
class GoldenFramesTest {

    @ParameterizedTest
    @MethodSource("frames")
    void frameOfOthersIsDecoded(Path file) throws IOException {
        ByteBuffer raw = elements(file);
        ByteBuffer frame = ByteBuffer.wrap(Files.readAllBytes(file));
        try (Workspace workspace = new Workspace()) {
            CodecChain chain = new CodecChain(List.of(codec(file)));
            assertThat(chain.decode(frame, raw.limit(), workspace)).isEqualTo(raw);
        }
    }

    @Test
    void blosclzIsRefused() throws Exception {
        for (Path file : golden().filter(GoldenFramesTest::isBlosclz).toList()) {
            ByteBuffer frame = ByteBuffer.wrap(Files.readAllBytes(file));
            if ((frame.get(2) & BloscReader.STORED) != 0) {
                continue; // as it is, because it could not be compressed
            }
            assertThatThrownBy(
                            () -> BloscCodec.zstd().decode(frame, elements(file).limit(), new Workspace()))
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessage("it is compressed with blosclz, and supported are lz4, lz4hc, zlib and zstd");
        }
    }

    @Test
    void allFramesAreThere() throws Exception {
        assertThat(golden()).hasSize(68);
    }

    static Stream<Path> frames() throws IOException, URISyntaxException {
        return golden().filter(file -> !isBlosclz(file));
    }

    private static Stream<Path> golden() throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(GoldenFramesTest.class.getResource("/golden").toURI()))) {
            return files.sorted().toList().stream();
        }
    }

    private static boolean isBlosclz(Path file) {
        return name(file).startsWith("blosc-blosclz");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static ByteCodec codec(Path file) {
        if (name(file).startsWith("blosc")) {
            return BloscCodec.zstd();
        }
        if (name(file).startsWith("zstd")) {
            return new ZstdCodec(3);
        }
        return name(file).startsWith("gzip") ? DeflateCodec.gzip(5) : DeflateCodec.zlib(5);
    }

    private static ByteBuffer elements(Path file) {
        Matcher numbers = Pattern.compile(".*-(\\d+)-(\\d+)\\.bin").matcher(name(file));
        assertThat(numbers.matches()).isTrue();
        int size = Integer.parseInt(numbers.group(1));
        int count = Integer.parseInt(numbers.group(2));
        ByteBuffer raw = ByteBuffer.allocate(size * count + 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            raw.putLong(size * i, (long) i * i % 1000);
        }
        return raw.limit(size * count);
    }
}
