package io.cachetree.engine.lookup;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.Entries.Vacancy;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.StoreException;
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

    /**
     * Returns what answers the call, or why nothing does, and where its record can be published then. If the options have steps run
     * without the storage, a failure of it is one more reason.
     *
     * @throws StoreException if the storage does not answer, and the step is not to run then
     */
    public Search<Found> search(KeyedCall call) {
        try {
            return found(call);
        } catch (StoreException e) {
            if (!call.scope().settings().goesOnWithoutStore()) {
                throw e;
            }
            return new Search<>(
                    new Lookup.Miss<>(new MissReason.StoreFailed(String.valueOf(e.getMessage()))),
                    Vacancy.none(call.invocation().node(), call.invocation().key(), e));
        }
    }

    /** Returns whether there is a record now where a search found none; as long as nobody can tell, there is not. */
    public boolean isAnswered(Search<Found> search) {
        try {
            return entries.isTaken(search.vacancy());
        } catch (StoreException unknown) {
            return false;
        }
    }

    private Search<Found> found(KeyedCall call) {
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
