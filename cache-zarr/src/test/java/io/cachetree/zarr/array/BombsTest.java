package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import com.sun.management.ThreadMXBean;
import io.cachetree.zarr.FilesBelow;
import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.codec.ZstdCodec;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks that become larger than they are declared, and arrays that are: they cost no memory. */
class BombsTest {

    private static final int BOMB = 64 << 20;
    private static final long FEW = 8 << 20;

    @TempDir
    private Path directory;

    @Test
    void chunkThatExpandsBeyondItsSizeIsAnErrorAndCostsNoMemory() throws IOException {
        for (ByteCodec codec : List.of(
                new ZstdCodec(1), DeflateCodec.gzip(1), DeflateCodec.zlib(1), BloscCodec.zstd(), BloscCodec.lz4())) {
            byte[] bomb = encoded(codec);
            assertThat(bomb.length).as("%s", codec).isLessThan(BOMB / 20);
            write(codec, bomb);
            assertThat(allocatedByFailedRead()).as("%s", codec).isLessThan(FEW);
        }
    }

    /** The head of a frame need not say how much is in it. */
    @Test
    void zstdFrameThatDoesNotSayItsSizeIsAnErrorToo() throws IOException {
        byte[] known = Zstd.compress(new byte[BOMB], 1);
        assertThat(Zstd.getFrameContentSize(known)).isEqualTo(BOMB);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(stream)) {
            out.write(new byte[BOMB]);
        }
        byte[] unknown = stream.toByteArray();
        assertThat(Zstd.getFrameContentSize(unknown)).isNotEqualTo(BOMB);
        write(new ZstdCodec(1), unknown);
        assertThat(allocatedByFailedRead()).isLessThan(FEW);
    }

    @Test
    void bloscHeadThatLiesAboutItsSizesIsAnErrorAndCostsNoMemory() throws IOException {
        ByteCodec codec = BloscCodec.zstd();
        byte[] frame = encoded(codec, 1000);
        for (int at : new int[] {4, 8, 12, 16}) {
            for (int value : new int[] {-1, 0, 1, 999, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                byte[] lie = frame.clone();
                ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
                write(codec, lie);
                boolean isHarmless = at == 8 && value > 1000;
                if (!isHarmless) {
                    assertThat(allocatedByFailedRead())
                            .as("%d at %d", value, at)
                            .isLessThan(FEW);
                }
            }
        }
    }

    @Test
    void fileThatIsTooLongForAChunkIsNotRead() throws IOException {
        write(new ZstdCodec(1), new byte[BOMB]);
        assertThatThrownBy(this::read).hasMessageContaining("bytes of a file: expected at most 5221, found " + BOMB);
        assertThat(allocatedByFailedRead()).isLessThan(FEW);
    }

    @Test
    void arrayOfEnormousShapeIsOpenedAndReadInParts() throws IOException {
        Files.writeString(directory.resolve(".zarray"), """
                {"zarr_format": 2, "shape": [1073741824, 2147483648], "chunks": [4, 4], "dtype": "|u1",
                 "fill_value": 7, "order": "C", "compressor": null, "filters": null}""");
        Files.write(
                directory.resolve("268435455.536870911"),
                new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        StoredArray array = ArrayStore.zarr().open(ArrayFiles.local(directory));
        assertThat(array.read(new long[] {1073741821, 2147483645}, new int[] {3, 3}))
                .isEqualTo(new byte[] {5, 6, 7, 9, 10, 11, 13, 14, 15});
        assertThat(array.read(new long[2], new int[] {1, 2})).isEqualTo(new byte[] {7, 7});
        assertThatThrownBy(() -> array.read(new long[2], new int[] {1 << 20, 1 << 20}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot read a region of size [1048576, 1048576]: it has more elements than an array in Java. Read it in parts.");
    }

    @Test
    void arrayWithMoreElementsThanCanBeCountedIsNamed() throws IOException {
        Files.writeString(directory.resolve(".zarray"), """
                {"zarr_format": 2, "shape": [1099511627776, 1099511627776], "chunks": [4, 4], "dtype": "|u1",
                 "fill_value": 0, "order": "C", "compressor": null, "filters": null}""");
        assertThatThrownBy(() -> ArrayStore.zarr().open(ArrayFiles.local(directory)))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining(
                        "Cannot describe an array by this shape: [1099511627776, 1099511627776] has more than 2^62 elements. Give another one.");
    }

    @Test
    void whatWouldNotBeReadAgainIsNotWritten() {
        ArrayFiles files = ArrayFiles.local(directory);
        ArraySpec large = ArraySpec.of(ElementType.UINT8, 30000, 30000).withChunks(30000, 30000);
        assertThatThrownBy(() -> ArrayStore.zarr().create(files, large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot write an array that would not be read again: bytes of a chunk: expected at most 536870912, found 900000000. Give smaller chunks, or smaller shards.");
        ArraySpec crowded = ArraySpec.of(ElementType.UINT8, 4, 4)
                .withFormat(ZarrFormat.V3)
                .withChunks(1, 1)
                .withShards(2000, 2000);
        assertThatThrownBy(() -> ArrayStore.zarr().create(files, crowded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chunks of a shard: expected at most 1048576, found 4000000");
        assertThat(directory).isEmptyDirectory();
    }

    private static byte[] encoded(ByteCodec codec) throws IOException {
        return encoded(codec, BOMB);
    }

    private static byte[] encoded(ByteCodec codec, int length) throws IOException {
        try (Workspace workspace = new Workspace()) {
            ByteBuffer encoded = codec.encode(ByteBuffer.wrap(new byte[length]), 1, workspace);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        }
    }

    /** Writes an array of 1000 elements whose chunk is in the given file. */
    private void write(ByteCodec codec, byte[] chunk) throws IOException {
        for (String name : FilesBelow.names(directory)) {
            Files.delete(directory.resolve(name));
        }
        ArrayStore.zarr()
                .create(
                        ArrayFiles.local(directory),
                        ArraySpec.of(ElementType.UINT8, 1000).withCodecs(codec));
        Files.write(directory.resolve("0"), chunk);
    }

    private void read() throws IOException {
        ArrayStore.zarr().open(ArrayFiles.local(directory)).read(new long[1], new int[] {1000});
    }

    private long allocatedByFailedRead() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("\"%s\"".formatted(directory.resolve("0")));
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
