package io.cachetree.engine.files;

import io.cachetree.codec.Codec;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * What a codec has written, for a value that reads on when its step was committed: in the attempt until then, in the entry after it,
 * because the attempt keeps no files on this machine that are in the storage.
 *
 * @param attempt the attempt
 */
public record WrittenSource(Attempt attempt) implements Codec.Source {

    @Override
    public byte[] json() throws IOException {
        return attempt.files().json();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return attempt.files().open(name);
    }

    @Override
    public int read(String name, long from, ByteBuffer into) throws IOException {
        return attempt.files().read(name, from, into);
    }

    @Override
    public boolean isInPlace() {
        return attempt.files().isInPlace();
    }

    @Override
    public long size(String name) throws IOException {
        return attempt.files().size(name);
    }

    @Override
    public Optional<Digest> digest(String name) throws IOException {
        return attempt.files().digest(name);
    }

    @Override
    public Path directory() throws IOException {
        return attempt.files().directory();
    }

    @Override
    public Collection<String> files() throws IOException {
        return attempt.files().files();
    }
}
