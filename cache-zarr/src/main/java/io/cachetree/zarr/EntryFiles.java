package io.cachetree.zarr;

import io.cachetree.codec.Codec;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.codec.DamagedDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * The files of an image in an entry, wherever the storage is: each chunk goes there, and comes from there, by itself.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 *
 * @param source where they are read
 * @param writing where they are written, if they are
 * @param prefix what stands before their names in the entry
 */
record EntryFiles(Codec.Source source, Optional<Codec.Target> writing, String prefix) implements ArrayFiles {

    /** Returns the files of a directory in a committed entry. */
    static ArrayFiles of(Codec.Source source, String directory) throws IOException {
        return source.isInPlace()
                ? ArrayFiles.local(source.directory().resolve(directory))
                : new EntryFiles(source, Optional.empty(), directory + "/");
    }

    /** Returns the files of a directory in an entry that is being written. */
    static ArrayFiles of(Codec.Target target, String directory) {
        return new EntryFiles(target.written(), Optional.of(target), directory + "/");
    }

    @Override
    public Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) throws IOException {
        OptionalLong size = size(name);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (size.getAsLong() > limit) {
            throw new DamagedDataException(
                    "bytes of a file: expected at most %d, found %d".formatted(limit, size.getAsLong()));
        }
        ByteBuffer into = buffers.apply((int) size.getAsLong());
        try {
            fill(name, 0, into);
            return Optional.of(into);
        } catch (NoSuchFileException lost) {
            return Optional.empty();
        }
    }

    @Override
    public void readRange(String name, long from, ByteBuffer into) throws IOException {
        try {
            fill(name, from, into);
        } catch (NoSuchFileException e) {
            throw new DamagedDataException("file: expected, not found", e);
        }
    }

    private void fill(String name, long from, ByteBuffer into) throws IOException {
        int read = source.read(path(name), from, into.duplicate());
        if (read < into.remaining()) {
            throw new DamagedDataException(
                    "bytes of a file: expected at least %d, found %d".formatted(from + into.remaining(), from + read));
        }
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(source.size(path(name)));
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void create(String name, List<ByteBuffer> parts) throws IOException {
        Codec.Target target = writing.orElseThrow(() ->
                new UnsupportedOperationException("Cannot write \"%s\": it was committed.".formatted(place(name))));
        target.write(path(name), parts);
    }

    /** What was committed does not change, and what is being written is not asked. */
    @Override
    public Optional<String> stamp(String name) throws IOException {
        return source.digest(path(name)).map(digest -> digest.toString());
    }

    @Override
    public ArrayFiles folder(String name) {
        return new EntryFiles(source, writing, path(name) + "/");
    }

    @Override
    public String place(String name) {
        return path(name);
    }

    private String path(String name) {
        ArrayFiles.requireName(name, prefix);
        return prefix + name;
    }
}
