package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.metadata.ArrayMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what a region shares with one file after the other into a primitive array; one thread's part of a read. */
final class RegionReader {

    private final ArrayFiles files;
    private final ArrayMetadata metadata;
    private final ChunkCodec codec;
    private final ShardIndexes indexes;
    private final Predicate<String> expected;
    private final Box region;
    private final Object into;
    private final Workspace workspace;

    RegionReader(ZarrArray array, Box region, Object into, Workspace workspace) {
        this.files = array.files();
        this.metadata = array.metadata();
        this.codec = array.codec();
        this.indexes = array.indexes();
        this.expected = array.expected();
        this.region = region;
        this.into = into;
        this.workspace = workspace;
    }

    /** Reads from the file of a chunk or shard, by its number in each dimension. */
    void readFile(long[] cell) throws IOException {
        String name = metadata.fileName(cell);
        try {
            Box file = Box.cell(cell, metadata.fileSize());
            if (metadata.spec().isSharded()) {
                readShard(name, file);
            } else {
                readChunk(name, file);
            }
        } catch (IOException e) {
            throw ZarrStore.named("read", files, name, e);
        }
    }

    private void readChunk(String name, Box chunk) throws IOException {
        Optional<ByteBuffer> stored = files.read(name, codec.maxStored(), workspace::take);
        if (stored.isEmpty()) {
            requireUnexpected(name);
            copyFill(chunk);
            return;
        }
        copyStored(stored.get(), chunk);
    }

    private void readShard(String name, Box shard) throws IOException {
        Optional<ShardIndex> index = indexes.find(name, workspace);
        if (index.isEmpty()) {
            requireUnexpected(name);
        }
        Box all = shard.cells(metadata.spec().chunks());
        Box touched = shard.intersect(region).cells(metadata.spec().chunks());
        long count = touched.count();
        for (long i = 0; i < count; i++) {
            long[] cell = touched.at(i);
            Box chunk = Box.cell(cell, metadata.spec().chunks());
            Optional<ShardIndex.Range> range =
                    index.isEmpty() ? Optional.empty() : index.get().chunk(all.number(cell), codec.maxStored());
            if (range.isEmpty()) {
                copyFill(chunk);
            } else {
                copyRange(name, range.get(), chunk);
            }
        }
    }

    private void copyRange(String name, ShardIndex.Range range, Box chunk) throws IOException {
        ByteBuffer stored = workspace.take(range.length());
        files.readRange(name, range.from(), stored);
        copyStored(stored, chunk);
    }

    private void copyStored(ByteBuffer stored, Box chunk) throws IOException {
        ByteBuffer raw = codec.decode(stored, workspace);
        copy(raw, chunk);
        workspace.giveUnlessShared(raw, stored);
        workspace.give(stored);
    }

    private void copyFill(Box chunk) {
        ByteBuffer raw = codec.fill(codec.take(workspace));
        copy(raw, chunk);
        workspace.give(raw);
    }

    private void copy(ByteBuffer raw, Box chunk) {
        ElementView elements = codec.view(raw);
        Overlap.forEachRow(
                chunk.intersect(region), chunk, region, (from, to, length) -> elements.get(from, into, to, length));
    }

    private void requireUnexpected(String name) throws DamagedDataException {
        if (expected.test(name)) {
            throw new DamagedDataException("file: expected because it was written, not found");
        }
    }
}
