package io.cachetree.zarr.array;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.cachetree.zarr.codec.DamagedDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The files in a directory of the local disk.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class LocalFiles implements ArrayFiles {

    /** The JDK keeps a buffer outside of the heap for each thread, as large as the largest piece that was moved. */
    private static final int PIECE = 256 * 1024;

    private final Path directory;

    LocalFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) throws IOException {
        Path file = resolve(name);
        try (FileChannel channel = FileChannel.open(file, READ)) {
            long size = channel.size();
            if (size > limit) {
                throw new DamagedDataException("bytes of a file: expected at most %d, found %d".formatted(limit, size));
            }
            ByteBuffer into = buffers.apply((int) size);
            fill(channel, 0, into);
            return Optional.of(into);
        } catch (NoSuchFileException e) {
            requireNoLink(file, e);
            return Optional.empty();
        }
    }

    @Override
    public void readRange(String name, long from, ByteBuffer into) throws IOException {
        try (FileChannel channel = FileChannel.open(resolve(name), READ)) {
            fill(channel, from, into);
        } catch (NoSuchFileException e) {
            throw new DamagedDataException("file: expected, not found", e);
        }
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        Path file = resolve(name);
        try {
            return OptionalLong.of(Files.size(file));
        } catch (NoSuchFileException e) {
            requireNoLink(file, e);
            return OptionalLong.empty();
        }
    }

    @Override
    public void create(String name, List<ByteBuffer> parts) throws IOException {
        try (FileChannel channel = createNew(resolve(name))) {
            for (ByteBuffer part : parts) {
                write(channel, part.duplicate());
            }
        }
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public ArrayFiles folder(String name) {
        return new LocalFiles(resolve(name));
    }

    @Override
    public String place(String name) {
        return resolve(name).toString();
    }

    private Path resolve(String name) {
        boolean isRight = Arrays.stream(name.split("/", -1)).allMatch(LocalFiles::isName);
        Path file = isRight ? directory.resolve(name) : directory;
        if (!isRight || !file.startsWith(directory)) {
            throw new IllegalArgumentException(
                    "Cannot use the name \"%s\" in \"%s\": it would lead outside, or nowhere. Give names with \"/\" between parts that are not \".\" or \"..\"."
                            .formatted(name, directory));
        }
        return file;
    }

    /** A drive of Windows is found by where it leads. */
    private static boolean isName(String part) {
        return !part.isEmpty()
                && !part.equals(".")
                && !part.equals("..")
                && part.chars().noneMatch(c -> c == '\\' || c < ' ');
    }

    /** A link to nothing is a file that is lost, not one that was never there. */
    private static void requireNoLink(Path file, NoSuchFileException notFound) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        throw new DamagedDataException("file: expected, found a link to a file that is not there", notFound);
    }

    private static void fill(FileChannel channel, long from, ByteBuffer into) throws IOException {
        ByteBuffer rest = into.duplicate();
        while (rest.hasRemaining()) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(PIECE, rest.remaining()));
            int read = channel.read(piece, from + rest.position() - into.position());
            if (read < 0) {
                throw new DamagedDataException("bytes of a file: expected at least %d, found %d"
                        .formatted(from + into.remaining(), channel.size()));
            }
            rest.position(rest.position() + read);
        }
    }

    private static FileChannel createNew(Path file) throws IOException {
        try {
            return FileChannel.open(file, CREATE_NEW, WRITE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return FileChannel.open(file, CREATE_NEW, WRITE);
        }
    }

    private static void write(FileChannel channel, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(PIECE, rest.remaining()));
            rest.position(rest.position() + channel.write(piece));
        }
    }
}
