package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Compared;
import io.cachetree.cli.difference.Effort;
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
    private final Map<Pair, byte[]> kept = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, byte[]> eldest) {
            return size() > KEPT;
        }
    });

    Differences(Place tree) {
        this.tree = tree;
    }

    /** Two entries; one that was computed anew has the key of the one before it, and another attempt. */
    private record Pair(NodePath node, String before, String now) {

        static Pair of(NodePath node, EntryRecord before, EntryRecord now) {
            return new Pair(node, before.attempt(), now.attempt());
        }
    }

    /** Returns the document that says how two entries differ; nothing if one of them is not there. */
    Optional<byte[]> document(DocumentPath.Difference pair) {
        one.lock();
        try {
            Optional<EntryRecord> before = record(pair.node(), pair.before());
            Optional<EntryRecord> now = record(pair.node(), pair.now());
            return before.isEmpty() || now.isEmpty()
                    ? Optional.empty()
                    : Optional.of(document(pair.node(), before.get(), now.get()));
        } finally {
            one.unlock();
        }
    }

    private byte[] document(NodePath node, EntryRecord before, EntryRecord now) {
        Place place = new Place(tree.tree(), tree.root(), node, Optional.empty());
        return kept.computeIfAbsent(
                Pair.of(node, before, now),
                pair -> Json.bytes(compared(place, before, now).json()));
    }

    private static Compared compared(Place place, EntryRecord before, EntryRecord now) {
        return new Compared(
                new Compared.Named(place, before),
                new Compared.Named(place, now),
                EntryChanges.in(place.tree()).between(before, now),
                Results.between(
                        new Results.Side(place.tree(), place.node(), before),
                        new Results.Side(place.tree(), place.node(), now),
                        Effort.ofPage()));
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
