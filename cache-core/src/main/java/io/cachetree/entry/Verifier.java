package io.cachetree.entry;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks that the files of an entry are what was committed; their digests only the first time in the life of this
 * object. Thread safety: any number of threads.
 */
public final class Verifier {

    private final Store store;
    private final EntryMarks marks;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    /** Checks entries of the given store. */
    public Verifier(Store store) {
        this.store = store;
        this.marks = new EntryMarks(store);
    }

    /**
     * Returns what is wrong with an entry, or nothing.
     *
     * @throws StoreException if the storage does not answer
     */
    public Optional<MissReason> objection(NodePath node, EntryRecord record, Verification verification) {
        boolean byContent = verification == Verification.CONTENT && !verified.contains(files(node, record));
        for (StoredFile file : record.outputs()) {
            String path = files(node, record) + "/" + file.name();
            Optional<String> wrong = byContent ? wrongContent(path, file) : wrongSize(path, file);
            if (wrong.isPresent()) {
                return Optional.of(new MissReason.OutputDamaged(file.name(), wrong.get()));
            }
        }
        verified(node, record, byContent);
        return Optional.empty();
    }

    private void verified(NodePath node, EntryRecord record, boolean byContent) {
        if (byContent && record.directory().isPresent()) {
            verified.add(files(node, record));
            marks.finish(node, record);
        }
    }

    private static String files(NodePath node, EntryRecord record) {
        return node.resolve(record.attempt());
    }

    private Optional<String> wrongSize(String path, StoredFile file) {
        OptionalLong size = store.size(path);
        if (size.isEmpty()) {
            return Optional.of("it is missing");
        }
        return size.getAsLong() == file.size()
                ? Optional.empty()
                : Optional.of("it has %d bytes instead of %d".formatted(size.getAsLong(), file.size()));
    }

    private Optional<String> wrongContent(String path, StoredFile file) {
        Optional<String> wrongSize = wrongSize(path, file);
        return wrongSize.isPresent() ? wrongSize : wrongDigest(path, file);
    }

    private Optional<String> wrongDigest(String path, StoredFile file) {
        Optional<InputStream> content = store.open(path);
        if (content.isEmpty()) {
            return Optional.of("it is missing");
        }
        try (InputStream in = content.get()) {
            return Digest.of(in).equals(file.digest()) ? Optional.empty() : Optional.of("its content changed");
        } catch (IOException e) {
            throw new StoreException("read", path, e);
        }
    }
}
