package io.cachetree.entry;

import io.cachetree.store.Access;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Checks that the files of an entry are what was committed; their digests only the first time in the life of this
 * object. Thread safety: any number of threads.
 */
public final class Verifier {

    private final Store store;
    private final EntryMarks marks;
    private final Set<Verified> verified;

    /** That the files of an entry are whole, and how far they were looked at. */
    private record Verified(String files, Verification how) {}

    /** Checks entries of the given store. */
    public Verifier(Store store) {
        this(store, ConcurrentHashMap.newKeySet());
    }

    private Verifier(Store store, Set<Verified> verified) {
        this.store = store;
        this.marks = new EntryMarks(store);
        this.verified = verified;
    }

    /** Returns what checks entries in another view of the same store; what one of them has checked, the other knows. */
    public Verifier in(Store view) {
        return new Verifier(view, verified);
    }

    /**
     * Returns what is wrong with an entry, or nothing.
     *
     * @param isReadLater tells which files are checked when they are read, unless all are to be checked
     * @throws StoreException if the storage does not answer
     */
    public Optional<MissReason> objection(
            NodePath node, EntryRecord record, Verification verification, Predicate<String> isReadLater) {
        if (isCheckedWhenFetched(node, record, verification)) {
            return Optional.empty();
        }
        Verified check = new Verified(files(node, record), verification);
        boolean byContent = verification != Verification.SIZE && !verified.contains(check);
        for (StoredFile file : record.outputs()) {
            if (verification != Verification.ALL_CONTENT && isReadLater.test(file.name())) {
                continue;
            }
            String path = check.files() + "/" + file.name();
            Optional<String> wrong = byContent ? wrongContent(path, file) : wrongSize(path, file);
            if (wrong.isPresent()) {
                return Optional.of(new MissReason.OutputDamaged(file.name(), wrong.get()));
            }
        }
        if (byContent && record.directory().isPresent()) {
            verified.add(check);
            finish(node, record);
        }
        return Optional.empty();
    }

    private void finish(NodePath node, EntryRecord record) {
        if (store.access(files(node, record)) == Access.IN_PLACE) {
            marks.finish(node, record);
        }
    }

    /** Whoever reads files from elsewhere has to bring them here, and compares them then. */
    private boolean isCheckedWhenFetched(NodePath node, EntryRecord record, Verification verification) {
        return verification != Verification.ALL_CONTENT && store.access(files(node, record)) == Access.TRANSFERRED;
    }

    /**
     * Returns all that is wrong with the files of an entry, file by file. Nothing is changed, and nothing is remembered of it.
     *
     * @param checked is told of the bytes of each file when it was looked at
     */
    public List<MissReason.OutputDamaged> damage(NodePath node, EntryRecord record, LongConsumer checked) {
        List<MissReason.OutputDamaged> damage = new ArrayList<>();
        for (StoredFile file : record.outputs()) {
            wrong(files(node, record) + "/" + file.name(), file)
                    .ifPresent(why -> damage.add(new MissReason.OutputDamaged(file.name(), why)));
            checked.accept(file.size());
        }
        return damage;
    }

    private Optional<String> wrong(String path, StoredFile file) {
        try {
            return wrongContent(path, file);
        } catch (StoreException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
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
