package io.cachetree.engine.files;

import io.cachetree.codec.Codec;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The files of an entry, as a codec reads them: only those that the record names. */
public final class EntrySource implements Codec.Source {

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
        return outputs.find(name).orElseThrow(() -> new IOException("the entry has no file \"%s\"".formatted(name)));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return store.open(directoryInStore() + "/" + output(name).name())
                .orElseThrow(() -> new IOException("file \"%s\" is missing".formatted(name)));
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
    public Path directory() {
        return store.local(directoryInStore());
    }

    private String directoryInStore() {
        return node.resolve(record.attempt());
    }
}
