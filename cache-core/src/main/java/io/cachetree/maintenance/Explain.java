package io.cachetree.maintenance;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.Store;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of the entries of a node why each was computed, from their records alone. Thread safety: any number of threads. */
public final class Explain {

    private final Store store;
    private final Entries entries;

    private Explain(Store store) {
        this.store = store;
        this.entries = new Entries(store);
    }

    /** Explains entries of the tree in a store. */
    public static Explain in(Store store) {
        return new Explain(store);
    }

    /**
     * Returns an explanation of each entry of a node, of that which was computed last first; nothing for a node that
     * has no entries, or is not there.
     *
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    public List<Explanation> node(NodePath node) {
        List<EntryRecord> records = new ArrayList<>(
                entries.newest(node, store.list(node.toString())).toList());
        records.sort(
                Comparator.comparing((EntryRecord record) -> record.origin().started())
                        .reversed());
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            explanations.add(explanation(node, records.get(i), records.subList(i + 1, records.size())));
        }
        return explanations;
    }

    private static Explanation explanation(NodePath node, EntryRecord record, List<EntryRecord> older) {
        Optional<EntryRecord> before =
                older.stream().filter(each -> each.step().equals(record.step())).findFirst();
        List<MissReason> since = before.map(each -> record.content().differencesFrom(each.content()))
                .orElse(List.of());
        return new Explanation(node, record, since);
    }
}
