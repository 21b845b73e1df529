package io.cachetree.engine.files;

import io.cachetree.codec.Codec;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.Access;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.NodePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The files of an entry, as a codec reads them: only those that the record names. */
public final class EntrySource implements Codec.Source {

    /** The largest file that is read at once where it has to be compared before somebody reads it. */
    private static final long READ_WHOLE = 16 << 20;

    private final Store store;
    private final NodePath node;
    private final EntryRecord record;
    private final Outputs outputs;

    /** Creates the source of one entry at a node. */
    public EntrySource(Store store, NodePath node, EntryRecord record) {
        this.store = store;
        this.node = node;
        this.record = record;
        this.outputs = new Outputs(record.outputs());
    }

    @Override
    public byte[] json() throws IOException {
        byte[] inRecord = record.result();
        if (inRecord != null) {
            return inRecord;
        }
        try (InputStream in = open(Attempt.RESULT_FILE)) {
            return in.readAllBytes();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return output(name).size();
    }

    @Override
    public Optional<Digest> digest(String name) throws IOException {
        return Optional.of(output(name).digest());
    }

    private StoredFile output(String name) throws IOException {
        return outputs.find(name)
                .orElseThrow(() -> new NoSuchFileException(name, null, "the entry has no file \"%s\"".formatted(name)));
    }

    @Override
    public InputStream open(String name) throws IOException {
        StoredFile file = output(name);
        return isInPlace()
                ? opened(file)
                : file.size() <= READ_WHOLE ? checked(file) : store.open(directoryInStore(), file);
    }

    private InputStream opened(StoredFile file) throws IOException {
        return store.open(path(file)).orElseThrow(() -> missing(file));
    }

    /** What comes from elsewhere was not looked at before. */
    private InputStream checked(StoredFile file) throws IOException {
        byte[] content = new byte[Math.toIntExact(file.size())];
        OptionalInt read = store.read(path(file), 0, ByteBuffer.wrap(content));
        if (read.orElseThrow(() -> missing(file)) != content.length
                || !Digest.of(content).equals(file.digest())) {
            throw new IOException("file \"%s\" is damaged: its content changed".formatted(file.name()));
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public int read(String name, long from, ByteBuffer into) throws IOException {
        StoredFile file = output(name);
        OptionalInt read = store.read(path(file), from, into);
        return read.orElseThrow(() -> missing(file));
    }

    private static NoSuchFileException missing(StoredFile file) {
        return new NoSuchFileException(file.name(), null, "file \"%s\" is missing".formatted(file.name()));
    }

    private String path(StoredFile file) {
        return directoryInStore() + "/" + file.name();
    }

    @Override
    public boolean isInPlace() {
        return store.access(directoryInStore()) == Access.IN_PLACE;
    }

    /** Returns the files of the entry, without that of its JSON. */
    public List<StoredFile> outputs() {
        return record.outputs().stream()
                .filter(file -> record.result() != null || !file.name().equals(Attempt.RESULT_FILE))
                .toList();
    }

    @Override
    public Collection<String> files() {
        return outputs().stream().map(StoredFile::name).toList();
    }

    @Override
    public Path directory() throws IOException {
        return store.local(directoryInStore(), record.outputs());
    }

    private String directoryInStore() {
        return node.resolve(record.attempt());
    }
}
