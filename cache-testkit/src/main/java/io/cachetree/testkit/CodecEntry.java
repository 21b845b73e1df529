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
    private final String name;
    private final Codec.Options options;
    private byte @Nullable [] json;

    private CodecEntry(Path directory, String name, Codec.Options options) {
        this.directory = directory;
        this.name = name;
        this.options = options;
    }

    /** Returns an empty entry whose files stand in the given directory, which is made when it is needed. */
    public static CodecEntry in(Path directory) {
        return new CodecEntry(directory, Codec.RESULT, Codec.Options.NONE);
    }

    /** Returns an empty entry in the same directory for a value of another name, such as that of a part of a result. */
    public CodecEntry named(String other) {
        return new CodecEntry(directory, other, options);
    }

    /** Returns an empty entry in the same directory that is written under other options. */
    public CodecEntry with(Codec.Options other) {
        return new CodecEntry(directory, name, other);
    }

    @Override
    public Codec.Options options() {
        return options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String nameOf(String part) {
        return Codec.Target.super.nameOf(part);
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

    /** Returns the name of a file of this entry, as {@link #open} takes it. */
    String nameOf(Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(directory.getFileSystem().getSeparator(), "/");
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
    public OutputStream create(String file) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public InputStream open(String file) throws IOException {
        return Files.newInputStream(directory.resolve(file));
    }

    @Override
    public Codec.Source written() {
        return this;
    }

    @Override
    public Path directory() throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        return directory;
    }
}
