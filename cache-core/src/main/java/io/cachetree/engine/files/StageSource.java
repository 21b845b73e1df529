package io.cachetree.engine.files;

import io.cachetree.codec.Codec;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a codec has written into an attempt, read back before it is published.
 *
 * @param attempt the attempt
 */
public record StageSource(Attempt attempt) implements Codec.Source {

    @Override
    public byte[] json() throws IOException {
        byte[] json = attempt.json();
        if (json == null) {
            throw new IOException("the codec wrote no JSON");
        }
        return json;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(attempt.path().resolve(name));
    }

    @Override
    public Optional<Digest> digest(String name) {
        return attempt.digest(name);
    }

    @Override
    public Path directory() {
        return attempt.path();
    }

    /** The same as of the entry later, without what the attempt is marked with. */
    @Override
    public Collection<String> files() throws IOException {
        return attempt.stage().isEmpty()
                ? List.of()
                : Codec.Source.super.files().stream().filter(attempt::isOutput).toList();
    }
}
