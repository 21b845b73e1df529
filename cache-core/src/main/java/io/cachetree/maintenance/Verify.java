package io.cachetree.maintenance;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.RecordContent;
import io.cachetree.entry.TreeMarker;
import io.cachetree.entry.Verifier;
import io.cachetree.maintenance.VerifyReport.Damage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Checks that all that was committed to a node and the nodes below is what it was, and of a whole tree its marker.
 *
 * <ul>
 *   <li>All records are read, and the digests of all files taken; entries of older code and inputs count like others.
 *   <li>It only reads, and may do so while others write. What is gone when it is looked at again was not damaged.
 *   <li>What stands beside the files of entries is not looked at.
 * </ul>
 *
 * <p>Thread safety: for one thread; it lets others help.
 */
public final class Verify {

    private final Entries entries;
    private final Verifier verifier;
    private final List<Check> checks = new ArrayList<>();
    private final List<Damage> damaged = new ArrayList<>();
    private int nodes;

    /** An entry to check, and the file of its record. */
    private record Check(NodePath node, String file, EntryRecord record) {}

    private Verify(Store store) {
        this.entries = new Entries(store);
        this.verifier = new Verifier(store);
    }

    /**
     * Reads the records of a node and of the nodes below, in preparation for {@link #run}.
     *
     * @throws StoreException if a node cannot be listed
     * @throws io.cachetree.tree.InvalidStepException if the tree is of a future format
     */
    public static Verify of(Store store, NodePath node) {
        Store view = Store.readOnly(store);
        Verify verify = new Verify(view);
        new Nodes(view).visit(node, verify::collect);
        if (node.equals(NodePath.ROOT) && new TreeMarker(view).isDamaged()) {
            verify.damaged.add(new Damage(node, TreeMarker.FILE, "it is not what was written; the next run mends it"));
        }
        return verify;
    }

    /** Returns how many bytes there are to check. */
    public long bytes() {
        return outputs().mapToLong(StoredFile::size).sum();
    }

    private Stream<StoredFile> outputs() {
        return checks.stream().flatMap(check -> check.record().outputs().stream());
    }

    private void collect(NodePath node, List<StoreItem> items) {
        nodes += node.equals(NodePath.ROOT) ? 0 : 1;
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(item.name()));
        Set<String> attempts = new HashSet<>();
        names.stream().filter(EntryNames::isRecord).sorted().forEach(file -> collect(node, file, names, attempts));
    }

    private void collect(NodePath node, String file, Set<String> names, Set<String> attempts) {
        RecordContent content = content(node, file).orElse(null);
        if (content instanceof RecordContent.Unusable unusable) {
            damaged.add(new Damage(node, file, unusable.why()));
        } else if (content instanceof RecordContent.Superseded pointer && !names.contains(target(file, pointer.by()))) {
            requireTarget(node, file, target(file, pointer.by()));
        } else if (content instanceof RecordContent.Whole whole
                && attempts.add(whole.record().attempt())) {
            checks.add(new Check(node, file, whole.record()));
        }
    }

    /** It may have been published after the node was listed. */
    private void requireTarget(NodePath node, String file, String target) {
        if (content(node, target).isEmpty()) {
            damaged.add(new Damage(node, file, "it points to \"%s\", which is missing".formatted(target)));
        }
    }

    private static String target(String file, int number) {
        return "%s.%d.json".formatted(file.substring(0, file.indexOf('.')), number);
    }

    private Optional<RecordContent> content(NodePath node, String file) {
        try {
            return entries.contentWithoutInputs(node, file);
        } catch (StoreException e) {
            return Optional.of(new RecordContent.Unusable("it cannot be read: " + e.getMessage()));
        }
    }

    /**
     * Checks the files.
     *
     * @param checked is told of the bytes of each file when it was looked at, by any thread
     */
    public VerifyReport run(LongConsumer checked) {
        List<Damage> damages = new ArrayList<>(damaged);
        damages.addAll(checks.parallelStream()
                .flatMap(check -> damages(check, checked).stream())
                .toList());
        damages.sort(
                Comparator.comparing((Damage each) -> each.node().toString()).thenComparing(Damage::file));
        return new VerifyReport(nodes, checks.size(), outputs().count(), bytes(), damages);
    }

    private List<Damage> damages(Check check, LongConsumer checked) {
        List<Damage> damages = verifier.damage(check.node(), check.record(), checked).stream()
                .map(wrong -> new Damage(check.node(), check.record().attempt() + "/" + wrong.file(), wrong.why()))
                .toList();
        return damages.isEmpty() || isStillThere(check) ? damages : List.of();
    }

    private boolean isStillThere(Check check) {
        return content(check.node(), check.file())
                .filter(content -> content instanceof RecordContent.Whole)
                .isPresent();
    }
}
