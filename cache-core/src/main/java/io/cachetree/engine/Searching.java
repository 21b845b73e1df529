package io.cachetree.engine;

import io.cachetree.engine.Reading.Found;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;

/** Looks for a committed result that answers a call. */
final class Searching {

    private final Entries entries;
    private final EarlierCode earlier;
    private final EntryValues values;

    Searching(Entries entries, EarlierCode earlier, EntryValues values) {
        this.entries = entries;
        this.earlier = earlier;
        this.values = values;
    }

    Search<Found> search(KeyedCall call) {
        Search<Found> search =
                entries.find(call.invocation().node(), call.invocation().key(), record -> use(call, record));
        return earlier.orElse(call, search, record -> use(call, record));
    }

    private Lookup<Found> use(KeyedCall call, EntryRecord record) {
        if (call.scope().settings().isRefreshOf(call.flightKey())) {
            return new Lookup.Miss<>(new MissReason.RefreshAsked());
        }
        return values.read(call, record);
    }
}
