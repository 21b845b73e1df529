package io.cachetree.engine.lookup;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;

/** Looks for a committed result that answers a call. */
public final class Searching {

    private final Entries entries;
    private final EarlierCode earlier;
    private final EntryValues values;

    /** Creates the search in one tree. */
    public Searching(Entries entries, Precedents precedents, EntryValues values) {
        this.entries = entries;
        this.earlier = new EarlierCode(entries, precedents);
        this.values = values;
    }

    /** Returns what answers the call, or why nothing does, and where its record can be published then. */
    public Search<Found> search(KeyedCall call) {
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
