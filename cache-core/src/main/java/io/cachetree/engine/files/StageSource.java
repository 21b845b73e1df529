package io.cachetree.engine.files;

import io.cachetree.codec.Codec;
import io.cachetree.store.Access;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a codec has written into an attempt, read back before it is published: what was written at once is in the store, all else
 * in the local directory of the attempt.
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
        return written(name).isPresent()
                ? store().open(path(name)).orElseThrow(() -> new NoSuchFileException(path(name)))
                : Files.newInputStream(attempt.path().resolve(name));
    }

    @Override
    public int read(String name, long from, ByteBuffer into) throws IOException {
        if (written(name).isEmpty()) {
            return Codec.Source.super.read(name, from, into);
        }
        OptionalInt read = store().read(path(name), from, into);
        return read.orElseThrow(() -> new NoSuchFileException(path(name)));
    }

    @Override
    public long size(String name) throws IOException {
        Optional<StoredFile> written = written(name);
        return written.isPresent() ? written.get().size() : Codec.Source.super.size(name);
    }

    @Override
    public boolean isInPlace() {
        return attempt.access() == Access.IN_PLACE;
    }

    private Optional<StoredFile> written(String name) {
        return attempt.stage().flatMap(stage -> stage.written(name));
    }

    private String path(String name) {
        return attempt.stage().map(Stage::directory).orElseThrow() + "/" + name;
    }

    private Store store() {
        return attempt.store();
    }

    @Override
    public Optional<Digest> digest(String name) {
        return attempt.digest(name);
    }

    @Override
    public Path directory() {
        return attempt.lentPath();
    }

    /** The same as of the entry later, without what the attempt is marked with. */
    @Override
    public Collection<String> files() {
        return attempt.stage().map(this::outputs).orElse(List.of());
    }

    private List<String> outputs(Stage stage) {
        return stage.seal(attempt::isOutput).stream().map(StoredFile::name).toList();
    }
}
