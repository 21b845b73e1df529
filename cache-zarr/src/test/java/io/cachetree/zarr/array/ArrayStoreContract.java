package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an engine for arrays must do: what is written is read again, whatever the shape, chunks, shards, elements, codecs and
 * regions are.
 */
abstract class ArrayStoreContract {

    private static final int ROUNDS = Boolean.getBoolean("cachetree.long") ? 3000 : 300;
    private static final List<ByteCodec> CODECS = List.of(
            BloscCodec.zstd(),
            BloscCodec.lz4(),
            new BloscCodec(BloscCompressor.LZ4HC, 4, Shuffle.BIT),
            new BloscCodec(BloscCompressor.ZLIB, 1, Shuffle.NONE),
            new BloscCodec(BloscCompressor.ZSTD, 0, Shuffle.BYTE),
            new ZstdCodec(3),
            DeflateCodec.gzip(1));

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @TempDir
    private Path directory;

    /** Returns the engine. */
    abstract ArrayStore engine();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void anyArrayIsReadAsItWasWritten() throws IOException {
        long seed = new Random().nextLong();
        System.out.println(getClass().getSimpleName() + ": seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ArraySpec spec = spec(random);
            Samples samples = Samples.random(spec, random);
            ArrayFiles files = ArrayFiles.local(directory.resolve(Integer.toString(round)));
            engine().create(files, spec).write(samples, round % 2 == 0 ? threads : Runnable::run);
            StoredArray stored = engine().open(files);
            assertThat(stored.spec()).as("seed %d, round %d", seed, round).isEqualTo(spec);
            for (int i = 0; i < 5; i++) {
                assertRegion(stored, samples, random, "seed %d, round %d, %s".formatted(seed, round, spec));
            }
        }
    }

    private void assertRegion(StoredArray stored, Samples samples, Random random, String what) throws IOException {
        int rank = stored.spec().rank();
        long[] min = new long[rank];
        int[] size = new int[rank];
        for (int d = 0; d < rank; d++) {
            int length = stored.spec().shape().get(d).intValue();
            min[d] = random.nextInt(length + 1);
            size[d] = random.nextInt(length - (int) min[d] + 1);
        }
        Box region = Box.inside(stored.spec(), min, size);
        Object expected = stored.spec().type().newArray(region.elements());
        samples.copy(min, size, expected);
        Object found = stored.spec().type().newArray(region.elements());
        stored.read(min, size, found, random.nextBoolean() ? threads : Runnable::run);
        assertThat(found).as(what).isEqualTo(expected);
    }

    private static ArraySpec spec(Random random) {
        int rank = random.nextInt(5);
        long[] shape = random.longs(rank, 0, 24).toArray();
        int[] chunks = random.ints(rank, 1, 12).toArray();
        ElementType type = anyOf(ElementType.values(), random);
        ArraySpec spec = ArraySpec.of(type == ElementType.FLOAT16 ? ElementType.FLOAT32 : type, shape)
                .withChunks(chunks)
                .withFill(random.nextInt(2))
                .withSeparator(random.nextBoolean() ? '/' : '.')
                .withCodecs(CODECS.get(random.nextInt(CODECS.size())));
        return random.nextBoolean() ? spec : asV3(spec, chunks, random);
    }

    private static ArraySpec asV3(ArraySpec spec, int[] chunks, Random random) {
        ArraySpec changed = spec.withFormat(ZarrFormat.V3);
        if (random.nextBoolean()) {
            changed = changed.withCodecs(new ZstdCodec(1, true), new Crc32cCodec());
        }
        int[] shards = chunks.clone();
        for (int d = 0; d < shards.length; d++) {
            shards[d] *= 1 + random.nextInt(3);
        }
        return random.nextBoolean() ? changed : changed.withShards(shards);
    }

    private static ElementType anyOf(ElementType[] types, Random random) {
        return types[random.nextInt(types.length)];
    }
}
