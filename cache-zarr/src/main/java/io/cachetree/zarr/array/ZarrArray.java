package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ArrayLimits;
import io.cachetree.zarr.metadata.ArrayMetadata;
import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An array of Zarr 2 or 3.
 *
 * @param files where it is
 * @param metadata what it is
 * @param codec what makes its chunks bytes, and back
 * @param indexes of its shards, if it has any
 * @param expected tells which files must be there
 */
record ZarrArray(
        ArrayFiles files, ArrayMetadata metadata, ChunkCodec codec, ShardIndexes indexes, Predicate<String> expected)
        implements StoredArray {

    static ZarrArray of(ArrayFiles files, ArrayMetadata metadata) {
        return new ZarrArray(
                files, metadata, new ChunkCodec(metadata), new ShardIndexes(files, metadata), name -> false);
    }

    @Override
    public ArraySpec spec() {
        return metadata.spec();
    }

    @Override
    public Stream<String> fileNames() {
        Box all = Box.of(spec()).cells(metadata.fileSize());
        return Stream.concat(
                Stream.of(spec().format().file()),
                LongStream.range(0, all.count()).mapToObj(number -> metadata.fileName(all.at(number))));
    }

    @Override
    public Optional<String> stamp(String file) throws IOException {
        return file.equals(spec().format().file())
                ? files.read(file, ArrayLimits.MAX_METADATA_BYTES, ByteBuffer::allocate)
                        .map(text -> StandardCharsets.UTF_8.decode(text).toString())
                : files.stamp(file);
    }

    @Override
    public StoredArray expecting(Predicate<String> written) {
        return new ZarrArray(files, metadata, codec, indexes, written);
    }

    @Override
    public void read(long[] min, int[] size, Object into, Executor executor) throws IOException {
        Box region = Box.inside(spec(), min, size);
        spec().type().requireArray(into, region.elements());
        Box touched = region.cells(metadata.fileSize());
        Workers.run(touched.count(), files, Transfers.AT_ONCE, executor, workspace -> {
            RegionReader reader = new RegionReader(this, region, into, workspace);
            return number -> reader.readFile(touched.at(number));
        });
    }

    @Override
    public void write(BlockSource source, Executor executor) throws IOException {
        Box all = Box.of(spec()).cells(metadata.fileSize());
        Semaphore underWay = new Semaphore(files.transfers().isPresent() ? Transfers.AT_ONCE : Integer.MAX_VALUE);
        Workers.run(all.count(), files, Transfers.WRITERS, executor, workspace -> {
            ArrayWriter writer = new ArrayWriter(this, source, underWay, workspace);
            return number -> writer.writeFile(all.at(number));
        });
    }
}
