package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Compared;
import io.cachetree.cli.difference.Results;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Json;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.EntryChanges;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.tree.NodePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compares entries, one pair at a time, since that may mean to read two large images; what was found is kept for a while.
 * Thread safety: any number of threads, which wait for each other.
 */
final class Differences {

    private static final int KEPT = 64;

    private final Place tree;
    private final ReentrantLock one = new ReentrantLock(true);
    private final Map<DocumentPath.Difference, byte[]> kept =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DocumentPath.Difference, byte[]> eldest) {
                    return size() > KEPT;
                }
            });

    Differences(Place tree) {
        this.tree = tree;
    }

    /** Returns the document that says how two entries differ; nothing if one of them is not there. */
    Optional<byte[]> document(DocumentPath.Difference pair) {
        one.lock();
        try {
            byte[] known = kept.get(pair);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<byte[]> found = compared(pair).map(answer -> Json.bytes(answer.json()));
            found.ifPresent(bytes -> kept.put(pair, bytes));
            return found;
        } finally {
            one.unlock();
        }
    }

    private Optional<Compared> compared(DocumentPath.Difference pair) {
        Place place = new Place(tree.tree(), tree.root(), pair.node(), Optional.empty());
        Optional<EntryRecord> before = record(pair.node(), pair.before());
        Optional<EntryRecord> now = record(pair.node(), pair.now());
        return before.isEmpty() || now.isEmpty()
                ? Optional.empty()
                : Optional.of(compared(place, before.get(), now.get()));
    }

    private static Compared compared(Place place, EntryRecord before, EntryRecord now) {
        return new Compared(
                new Compared.Named(place, before),
                new Compared.Named(place, now),
                EntryChanges.in(place.tree()).between(before, now),
                Results.between(
                        new Results.Side(place.tree(), place.node(), before),
                        new Results.Side(place.tree(), place.node(), now)));
    }

    private Optional<EntryRecord> record(NodePath node, String key) {
        return tree.tree().files(node).stream()
                .filter(file -> file.startsWith(key))
                .flatMap(file -> tree.tree().record(node, file).stream())
                .filter(found -> found.key().equals(key))
                .flatMap((FoundRecord found) -> found.record().stream())
                .findFirst();
    }
}
