package io.cachetree.zarr;

import io.cachetree.codec.Codec;
import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.Transfers;
import io.cachetree.zarr.codec.DamagedDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * The files of an image that was committed. A file that is read as a whole is compared with what was committed; of one that
 * is read in part, which a shard is, the checksums within tell.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 *
 * @param files where they are
 * @param prefix what stands before their names in the entry
 * @param source the entry
 */
record CommittedFiles(ArrayFiles files, String prefix, Codec.Source source) implements ArrayFiles {

    @Override
    public Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) throws IOException {
        Optional<ByteBuffer> content = files.read(name, limit, buffers);
        if (content.isPresent()) {
            require(name, content.get());
        }
        return content;
    }

    private void require(String name, ByteBuffer content) throws IOException {
        Digest now = Digest.of(content.array(), content.arrayOffset() + content.position(), content.remaining());
        Optional<Digest> committed = source.digest(prefix + name);
        if (committed.isPresent() && !committed.get().equals(now)) {
            throw new DamagedDataException("its content changed since it was committed");
        }
    }

    @Override
    public void readRange(String name, long from, ByteBuffer into) throws IOException {
        files.readRange(name, from, into);
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        return files.size(name);
    }

    @Override
    public void create(String name, List<ByteBuffer> parts) {
        throw new UnsupportedOperationException("Cannot write \"%s\": it was committed.".formatted(place(name)));
    }

    @Override
    public Optional<String> stamp(String name) throws IOException {
        return files.stamp(name);
    }

    @Override
    public Optional<Transfers> transfers() {
        return files.transfers();
    }

    @Override
    public ArrayFiles folder(String name) {
        return new CommittedFiles(files.folder(name), prefix + name + "/", source);
    }

    @Override
    public String place(String name) {
        return files.place(name);
    }

    @Override
    public String remedy() {
        return "Run once with \"tree.with(CacheOptions.of(Verification.ALL_CONTENT))\", which computes damaged results again.";
    }
}
