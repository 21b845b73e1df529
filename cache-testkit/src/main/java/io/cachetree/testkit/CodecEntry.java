package io.cachetree.testkit;

import io.cachetree.codec.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * An entry to try a codec on: the JSON in memory, the files in a directory, nothing verified.
 *
 * <p>Both a target and a source, so what a codec wrote can be damaged before it is read. Thread safety: none.
 */
public final class CodecEntry implements Codec.Target, Codec.Source {

    private final Path directory;
    private byte @Nullable [] json;

    private CodecEntry(Path directory) {
        this.directory = directory;
    }

    /** Returns an empty entry whose files stand in the given directory, which is made when it is needed. */
    public static CodecEntry in(Path directory) {
        return new CodecEntry(directory);
    }

    @Override
    public void json(byte[] utf8) {
        if (json != null) {
            throw new IllegalStateException("The codec gave JSON twice.");
        }
        json = utf8.clone();
    }

    /** Puts other JSON in the place of what the codec gave. */
    public void replaceJson(byte @Nullable [] damaged) {
        json = damaged;
    }

    /** Returns whether the codec gave JSON. */
    public boolean hasJson() {
        return json != null;
    }

    @Override
    public byte[] json() throws IOException {
        if (json == null) {
            throw new NoSuchFileException("result.json");
        }
        return json.clone();
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(directory.resolve(name));
    }

    @Override
    public Path directory() throws IOException {
        return Files.createDirectories(directory);
    }
}
