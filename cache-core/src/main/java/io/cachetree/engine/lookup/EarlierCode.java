package io.cachetree.engine.lookup;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepCode;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.OnCodeChange;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds an entry with the same inputs that other code computed, where that may be used: because the policy says so, or
 * because only the form changed in which code is written down.
 *
 * <p>The code enters the key, so such an entry stands under another one; each code that computed one of the newest
 * entries of the node is tried.
 */
final class EarlierCode {

    private final Entries entries;
    private final Precedents precedents;

    EarlierCode(Entries entries, Precedents precedents) {
        this.entries = entries;
        this.precedents = precedents;
    }

    /** Returns a hit by other code in place of a search that found no record at all, if there is one. */
    Entries.Search<Found> orElse(
            KeyedCall call, Entries.Search<Found> found, Function<EntryRecord, Lookup<Found>> use) {
        boolean isNone =
                found.lookup() instanceof Lookup.Miss<Found> miss && miss.reason() instanceof MissReason.NeverRan;
        return isNone
                ? hit(call, use)
                        .map(hit -> new Entries.Search<>(hit, found.vacancy()))
                        .orElse(found)
                : found;
    }

    private Optional<Lookup<Found>> hit(KeyedCall call, Function<EntryRecord, Lookup<Found>> use) {
        return precedents.codes(call.invocation().node(), call.call().step()).stream()
                .filter(code -> mayCount(call, code))
                .map(code -> entries.find(
                                call.invocation().node(),
                                call.content().with(code).key(),
                                use)
                        .lookup())
                .filter(lookup -> lookup instanceof Lookup.Hit<Found>)
                .findFirst();
    }

    /** Where the author gives versions, only a version counts. */
    private static boolean mayCount(KeyedCall call, StepCode code) {
        StepCode now = call.content().code();
        if (code.digest().equals(now.digest())) {
            return false;
        }
        return call.isOfToday(call.call().step(), code.digest())
                || (call.onCodeChange() != OnCodeChange.RECOMPUTE
                        && !code.digest().isVersion()
                        && !now.digest().isVersion());
    }
}
