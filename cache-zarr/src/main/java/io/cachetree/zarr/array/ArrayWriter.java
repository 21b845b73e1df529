package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.metadata.ArrayMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Writes one file of a new array after the other, a chunk or a shard each; one thread's part of a write. */
final class ArrayWriter {

    private final ArrayFiles files;
    private final ArrayMetadata metadata;
    private final ChunkCodec codec;
    private final BlockSource source;
    private final Box whole;
    private final Object elements;
    private final Semaphore underWay;
    private final Workspace workspace;

    /** Creates the part of one thread; as many files as there are permits are under way at once. */
    ArrayWriter(ZarrArray array, BlockSource source, Semaphore underWay, Workspace workspace) {
        this.files = array.files();
        this.metadata = array.metadata();
        this.codec = array.codec();
        this.source = source;
        this.whole = Box.of(metadata.spec());
        this.elements = metadata.spec().type().newArray((int) metadata.spec().chunkElements());
        this.underWay = underWay;
        this.workspace = workspace;
    }

    /** Writes the file of a chunk or shard, by its number in each dimension, unless it would only have fill values. */
    void writeFile(long[] cell) throws IOException {
        Box file = Box.cell(cell, metadata.fileSize());
        List<ByteBuffer> parts = metadata.spec().isSharded()
                ? encodeShard(file)
                : encode(file).stream().toList();
        if (!parts.isEmpty()) {
            create(metadata.fileName(cell), parts);
            parts.forEach(workspace::give);
        }
    }

    private void create(String name, List<ByteBuffer> parts) throws IOException {
        underWay.acquireUninterruptibly();
        try {
            files.create(name, parts);
        } catch (IOException e) {
            throw ZarrStore.named("write", files, name, e);
        } finally {
            underWay.release();
        }
    }

    private List<ByteBuffer> encodeShard(Box shard) throws IOException {
        ShardIndex index = ShardIndex.create(Math.toIntExact(metadata.spec().chunksPerShard()));
        List<ByteBuffer> parts = new ArrayList<>();
        Box all = shard.cells(metadata.spec().chunks());
        Box used = shard.intersect(whole).cells(metadata.spec().chunks());
        long end = 0;
        long count = used.count();
        for (long i = 0; i < count; i++) {
            long[] cell = used.at(i);
            Optional<ByteBuffer> encoded = encode(Box.cell(cell, metadata.spec().chunks()));
            if (encoded.isPresent()) {
                index.put(all.number(cell), end, encoded.get().remaining());
                end += encoded.get().remaining();
                parts.add(keep(encoded.get()));
            }
        }
        if (!parts.isEmpty()) {
            parts.add(index.toBytes(workspace));
        }
        return parts;
    }

    /** The buffer of a chunk is larger than what is in it, and a shard waits for its last chunk. */
    private ByteBuffer keep(ByteBuffer encoded) {
        int start = encoded.arrayOffset() + encoded.position();
        ByteBuffer copy = ByteBuffer.wrap(Arrays.copyOfRange(encoded.array(), start, start + encoded.remaining()));
        workspace.give(encoded);
        return copy;
    }

    /** Returns an encoded chunk, or nothing if all its elements are the fill value. */
    private Optional<ByteBuffer> encode(Box chunk) throws IOException {
        Box part = chunk.intersect(whole);
        source.copy(part.min(), part.intSize(), elements);
        ByteBuffer raw = codec.take(workspace);
        if (!part.hasSizeOf(chunk)) {
            codec.fill(raw);
        }
        ElementView view = codec.view(raw);
        Overlap.forEachRow(part, part, chunk, (from, to, length) -> view.put(to, elements, from, length));
        if (codec.isFill(raw)) {
            workspace.give(raw);
            return Optional.empty();
        }
        ByteBuffer encoded = codec.encode(raw, workspace);
        workspace.giveUnlessShared(raw, encoded);
        return Optional.of(encoded);
    }
}
