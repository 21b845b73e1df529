package io.cachetree.codec;

import io.cachetree.codec.internal.ByteDifference;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Keeps a value in one file of a known format, and in the record that file's name: {@code {"file": "result.npy"}}.
 *
 * <p>The name in the record is for people and other tools. Reading compares it and opens the name that the source has.
 * Thread safety: may be used by many threads at the same time, as its format may.
 */
final class FileCodec<T> implements Codec<T> {

    /** What stands in the file. Any {@code RuntimeException} of {@code read} counts as damage. */
    interface Format<T> {

        void write(T value, OutputStream out) throws IOException;

        /** Reads a file of the given size, and refuses what has another one. */
        T read(InputStream in, long size) throws IOException;

        /**
         * Returns where two files differ first, to be put behind the name of the file: {@code [3, 5]: 0.41 -> 0.42}. By
         * default, which byte.
         */
        default Optional<String> firstDifference(Opened before, Opened now) throws IOException {
            return ByteDifference.between(before.in(), now.in()).map(where -> ", " + where);
        }
    }

    /** A file to read. */
    record Opened(InputStream in, long size) {}

    /** What stands in the record. */
    record Reference(String file) {}

    private final String id;
    private final String suffix;
    private final Format<T> format;
    private final JsonCodec<Reference> references;

    FileCodec(String id, String suffix, Format<T> format, JsonCodec<Reference> references) {
        this.id = id;
        this.suffix = suffix;
        this.format = format;
        this.references = references;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void encode(T value, Target target) throws IOException {
        String file = target.name() + suffix;
        try (OutputStream out = target.create(file)) {
            format.write(value, out);
        }
        references.encode(new Reference(file), target);
    }

    @Override
    public T decode(Source source) throws IOException {
        String file = source.name() + suffix;
        requireFile(file, references.decode(source));
        try (InputStream in = new BufferedInputStream(source.open(file))) {
            return format.read(in, source.size(file));
        } catch (RuntimeException damaged) {
            throw new IOException("Cannot read \"%s\": %s.".formatted(file, damaged), damaged);
        }
    }

    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        String file = now.name() + suffix;
        String fileBefore = before.name() + suffix;
        try (InputStream first = new BufferedInputStream(before.open(fileBefore));
                InputStream second = new BufferedInputStream(now.open(file))) {
            return format.firstDifference(
                            new Opened(first, before.size(fileBefore)), new Opened(second, now.size(file)))
                    .map(where -> file + where);
        } catch (RuntimeException damaged) {
            throw new IOException("Cannot compare \"%s\": %s.".formatted(file, damaged), damaged);
        }
    }

    private static void requireFile(String file, Reference reference) throws IOException {
        if (!file.equals(reference.file())) {
            throw new IOException(
                    "Cannot read the result: it is in \"%s\", not in \"%s\".".formatted(reference.file(), file));
        }
    }
}
