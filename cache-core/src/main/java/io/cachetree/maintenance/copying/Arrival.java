package io.cachetree.maintenance.copying;

import io.cachetree.entry.EntryMarks;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.NewEntry;
import io.cachetree.store.Access;
import io.cachetree.store.NewStore;
import io.cachetree.store.Owner;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of an entry that is being copied, where it is copied to.
 *
 * <p>It has the name of the original where that is certain to be free, and else another one: two that copy one entry at the same time never
 * write to one directory. It carries the mark of its owner until the record is published, so that what a killed copy left is
 * recognised. Thread safety: many threads write different files.
 *
 * @param to where it is copied to
 * @param node the node
 * @param stage the directory
 * @param attempt its name
 */
record Arrival(Store to, NodePath node, Stage stage, String attempt) {

    private static final Logger log = LoggerFactory.getLogger(Arrival.class);

    static Arrival begin(Store to, NodePath node, EntryRecord record) {
        boolean canKeepName = to.access() == Access.IN_PLACE || to instanceof NewStore;
        NewEntry entry = canKeepName
                ? NewEntry.begin(to, node, record.key(), record.attempt())
                : NewEntry.begin(to, node, record.key());
        Arrival arrival = new Arrival(to, node, entry.stage(), entry.attempt());
        if (arrival.needsMark()) {
            to.replace(arrival.mark(), Owner.here().bytes());
        }
        return arrival;
    }

    /** On a file system each attempt has its mark already. */
    private boolean needsMark() {
        return to.access() == Access.TRANSFERRED && !(to instanceof NewStore);
    }

    private String mark() {
        return stage.directory() + "/" + EntryNames.OWNER;
    }

    void write(StoredFile file, byte[] content) {
        try {
            stage.write(file.name(), List.of(ByteBuffer.wrap(content)));
        } catch (IOException e) {
            throw notWritten(file.name(), e);
        }
    }

    OutputStream create(String name) {
        try {
            return stage.create(name);
        } catch (IOException e) {
            throw notWritten(name, e);
        }
    }

    StoreException notWritten(String name, IOException e) {
        return new StoreException("write", to + "/" + stage.directory() + "/" + name, e);
    }

    /**
     * Takes over a file from what a killed copy left, if it is whole.
     *
     * @param left directories whose owners are gone
     */
    boolean takeOver(StoredFile file, List<String> left) {
        String mine = stage.directory() + "/" + file.name();
        for (String directory : left) {
            String theirs = directory + "/" + file.name();
            if (to.size(theirs).orElse(-1) == file.size() && to.move(theirs, mine)) {
                if (isWhole(mine, file)) {
                    return true;
                }
                stage.delete(file.name());
            }
        }
        return false;
    }

    private boolean isWhole(String path, StoredFile file) {
        Optional<InputStream> content = to.open(path);
        if (content.isEmpty()) {
            return false;
        }
        try (InputStream in = content.get()) {
            return Digest.of(in).equals(file.digest());
        } catch (IOException e) {
            log.debug("File {} of a killed copy is not used", path, e);
            return false;
        }
    }

    /** Takes the marks away when the record is published; failing to is no error. */
    void published(EntryRecord record) {
        new EntryMarks(to).committed(node, record, stage);
        stage.release();
        if (needsMark()) {
            quietly(() -> to.delete(mark()));
        }
    }

    /** Leaves nothing, as far as that can be. */
    void discard() {
        quietly(stage::discard);
        if (needsMark()) {
            quietly(() -> to.delete(stage.directory()));
        }
    }

    private void quietly(Runnable removal) {
        try {
            removal.run();
        } catch (StoreException e) {
            log.debug("Directory {} of a copy stays as it is", stage.directory(), e);
        }
    }
}
