package io.cachetree;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryMarks;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.Leftovers;
import io.cachetree.entry.NewEntry;
import io.cachetree.entry.TreeMarker;
import io.cachetree.entry.Verifier;
import io.cachetree.key.CacheKey;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.Fingerprint;
import io.cachetree.key.KeyContent;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.store.Store;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Verification;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A {@link CacheDirectory} on the same records as the steps: an entry that has no inputs but the step around it. */
final class ExplicitDirectory implements CacheDirectory {

    private static final StepCode CODE = StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "1"));

    private final Store store;
    private final NodePath node;
    private final KeyContent content;
    private final CacheKey key;
    private final Entries entries;
    private final EntryMarks marks;
    private final Verifier verifier;
    private final Map<String, CacheDirectory> children = new ConcurrentHashMap<>();
    private @Nullable NewEntry begun;

    ExplicitDirectory(Store store, NodePath node) {
        this(store, node, List.of());
    }

    private ExplicitDirectory(Store store, NodePath node, List<KeyPart> inputs) {
        this.store = store;
        this.node = node;
        this.content = new KeyContent(NewEntry.BY_HAND, CODE, inputs);
        this.key = content.key();
        this.entries = new Entries(store);
        this.marks = new EntryMarks(store);
        this.verifier = new Verifier(store);
    }

    /** Returns the directory of a child of a step, whose content depends on the call of the step. */
    static CacheDirectory within(Store store, NodePath node, CacheKey caller) {
        Fingerprint fingerprint = new Fingerprint(caller.high(), caller.low());
        return new ExplicitDirectory(
                store, node, List.of(new KeyPart(KeyPart.Kind.PARAMETER, "caller", fingerprint, caller.shortName())));
    }

    @Override
    public NodePath node() {
        return node;
    }

    @Override
    public CacheDirectory child(String name) {
        return children.computeIfAbsent(name, each -> new ExplicitDirectory(store, node.child(each), content.inputs()));
    }

    @Override
    public CacheStatus query() {
        return new CacheStatus(committed().map(Committed::at));
    }

    /**
     * A committed directory.
     *
     * @param directory its path in the store
     */
    private record Committed(String directory, Instant at) {}

    private Optional<Committed> committed() {
        return search().lookup().<Optional<Committed>>fold(Optional::of, missed -> committedByCvplTools());
    }

    private Optional<Committed> committedByCvplTools() {
        return marks.committedByCvplTools(node).map(at -> new Committed(node.toString(), at));
    }

    private Entries.Search<Committed> search() {
        return entries.find(node, key, this::use);
    }

    private Lookup<Committed> use(EntryRecord record) {
        Optional<MissReason> objection = verifier.objection(node, record, Verification.CONTENT, file -> false);
        return objection.isPresent()
                ? new Lookup.Miss<>(objection.get())
                : new Lookup.Hit<>(new Committed(
                        node.resolve(record.attempt()), record.origin().finished()));
    }

    @Override
    public synchronized CacheStatus init() {
        CacheStatus status = query();
        if (!status.isCommitted() && begun == null) {
            new TreeMarker(store).ensure();
            new Leftovers(store).remove(node, store.list(node.toString()));
            begun = NewEntry.begin(store, node, key);
        }
        return status;
    }

    @Override
    public synchronized void commit() {
        NewEntry mine = begun;
        if (mine == null) {
            throw cannotCommit();
        }
        EntryRecord record = mine.record(key, content);
        Entries.Search<Committed> search = search();
        while (search.lookup() instanceof Lookup.Miss<Committed>
                && !entries.publish(search.vacancy(), record, mine.stage(), Durability.POWER)) {
            search = search();
        }
        begun = null;
        if (search.lookup() instanceof Lookup.Hit<Committed>) {
            mine.stage().discard();
        } else {
            marks.committed(node, record, mine.stage());
        }
    }

    private InvalidStepException cannotCommit() {
        return new InvalidStepException(
                query().isCommitted()
                        ? "Cannot commit \"%s\": it is committed already. Ask init().isCommitted() before computing."
                                .formatted(this)
                        : "Cannot commit \"%s\": nothing was begun. Call init() first, and write into path()."
                                .formatted(this));
    }

    @Override
    public synchronized Path path() {
        return begun != null ? begun.stage().path() : store.local(requireCommitted());
    }

    @Override
    public synchronized URI uri() {
        return begun != null
                ? begun.stage().uri()
                : store.local(requireCommitted()).toUri();
    }

    private String requireCommitted() {
        return committed()
                .map(Committed::directory)
                .orElseThrow(() -> new InvalidStepException(
                        "Cannot tell the path of \"%s\": it is not committed, and nothing was begun. Call init() first."
                                .formatted(this)));
    }

    @Override
    public String toString() {
        return node.equals(NodePath.ROOT) ? store.toString() : store + "/" + node;
    }
}
