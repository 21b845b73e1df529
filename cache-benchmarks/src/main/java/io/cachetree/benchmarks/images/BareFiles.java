package io.cachetree.benchmarks.images;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.Transfers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.opendal.Operator;

/**
 * The files of an array in a bucket, by the bare client: what writes images then does all of it but what a tree adds.
 *
 * @param client the client
 * @param directory what the keys of all files begin with
 * @param metadata the small files that were written
 */
record BareFiles(Operator client, String directory, Map<String, byte[]> metadata) implements ArrayFiles {

    BareFiles(Operator client, String directory) {
        this(client, directory, new ConcurrentHashMap<>());
    }

    @Override
    public Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) {
        Optional<byte[]> content = isMetadata(name)
                ? Optional.ofNullable(metadata.get(place(name)))
                : Optional.of(client.read(place(name)));
        return content.map(bytes -> {
            ByteBuffer buffer = buffers.apply(bytes.length);
            buffer.duplicate().put(bytes);
            return buffer;
        });
    }

    private static boolean isMetadata(String name) {
        return name.contains(".z") || name.endsWith(".json");
    }

    @Override
    public void readRange(String name, long from, ByteBuffer into) {
        into.duplicate().put(client.read(place(name), from, into.remaining()));
    }

    @Override
    public OptionalLong size(String name) {
        return metadata.containsKey(place(name)) ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public void create(String name, List<ByteBuffer> parts) {
        ByteBuffer part = parts.get(0);
        int start = part.arrayOffset() + part.position();
        byte[] content = Arrays.copyOfRange(part.array(), start, start + part.remaining());
        client.write(place(name), content);
        if (isMetadata(name)) {
            metadata.put(place(name), content);
        }
    }

    @Override
    public Optional<String> stamp(String name) {
        return Optional.of("written once");
    }

    @Override
    public Optional<Transfers> transfers() {
        return Optional.of(Transfers.shared());
    }

    @Override
    public ArrayFiles folder(String name) {
        return new BareFiles(client, place(name), metadata);
    }

    @Override
    public String place(String name) {
        return directory + "/" + name;
    }
}
