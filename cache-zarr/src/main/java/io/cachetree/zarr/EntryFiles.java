package io.cachetree.zarr;

import io.cachetree.codec.Codec;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.Transfers;
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
 * @param image what the entry holds
 * @param folder what stands before their names in the image
 */
record EntryFiles(Image image, String folder) implements ArrayFiles {

    /**
     * An image in an entry.
     *
     * @param directory its directory in the entry
     * @param source where it is read
     * @param target where it is written, if it is
     * @param metadata what is known of its metadata
     */
    record Image(String directory, Codec.Source source, Optional<Codec.Target> target, Metadata metadata) {}

    /** Returns the files of an image that was committed. */
    static ArrayFiles of(String directory, Codec.Source source, Metadata metadata) throws IOException {
        return source.isInPlace()
                ? ArrayFiles.local(source.directory().resolve(directory))
                : new EntryFiles(new Image(directory, source, Optional.empty(), metadata), "");
    }

    /** Returns the files of an image that is written. */
    static ArrayFiles of(String directory, Codec.Target target, Metadata metadata) {
        return new EntryFiles(new Image(directory, target.written(), Optional.of(target), metadata), "");
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
        Optional<byte[]> known = known(name);
        int read = known.isPresent()
                ? copied(known.get(), from, into.duplicate())
                : image.source().read(path(name), from, into.duplicate());
        if (read < into.remaining()) {
            throw new DamagedDataException(
                    "bytes of a file: expected at least %d, found %d".formatted(from + into.remaining(), from + read));
        }
    }

    private static int copied(byte[] content, long from, ByteBuffer into) {
        int start = (int) Math.min(from, content.length);
        int length = Math.min(into.remaining(), content.length - start);
        into.put(content, start, length);
        return length;
    }

    private Optional<byte[]> known(String name) {
        return image.metadata().find(folder + name);
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        Optional<byte[]> known = known(name);
        try {
            return OptionalLong.of(
                    known.isPresent() ? known.get().length : image.source().size(path(name)));
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void create(String name, List<ByteBuffer> parts) throws IOException {
        Codec.Target target = image.target()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "Cannot write \"%s\": it was committed.".formatted(place(name))));
        target.write(path(name), parts);
        image.metadata().add(folder + name, parts);
    }

    /** What was committed does not change, and what is being written is not asked. */
    @Override
    public Optional<String> stamp(String name) throws IOException {
        return image.source().digest(path(name)).map(digest -> digest.toString());
    }

    @Override
    public Optional<Transfers> transfers() {
        return image.source().isInPlace() ? Optional.empty() : Optional.of(Transfers.shared());
    }

    @Override
    public ArrayFiles folder(String name) {
        ArrayFiles.requireName(name, image.directory());
        return new EntryFiles(image, folder + name + "/");
    }

    @Override
    public String place(String name) {
        return path(name);
    }

    private String path(String name) {
        ArrayFiles.requireName(name, image.directory());
        return image.directory() + "/" + folder + name;
    }
}
