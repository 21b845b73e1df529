package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.metadata.ArrayMetadata;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The indexes of the shards of an array. Of files that are far away those that were read last are kept, as a viewer reads a shard
 * chunk by chunk and each look takes a request.
 *
 * <p>Thread safety: any number of threads.
 */
final class ShardIndexes {

    private static final int KEPT = 256;

    private final ArrayFiles files;
    private final ArrayMetadata metadata;
    private final Map<String, ShardIndex> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ShardIndex> eldest) {
            return size() > KEPT;
        }
    });

    ShardIndexes(ArrayFiles files, ArrayMetadata metadata) {
        this.files = files;
        this.metadata = metadata;
    }

    /** Returns the index of a shard, or nothing if the shard is absent. */
    Optional<ShardIndex> find(String shard, Workspace workspace) throws IOException {
        Optional<ShardIndex> known = Optional.ofNullable(kept.get(shard));
        return known.isPresent() ? known : read(shard, workspace);
    }

    private Optional<ShardIndex> read(String shard, Workspace workspace) throws IOException {
        int chunks = Math.toIntExact(metadata.spec().chunksPerShard());
        Optional<ShardIndex> index =
                ShardIndex.read(files, shard, metadata.layout().index(), chunks, workspace);
        if (index.isPresent() && files.transfers().isPresent()) {
            kept.put(shard, index.get());
        }
        return index;
    }
}
