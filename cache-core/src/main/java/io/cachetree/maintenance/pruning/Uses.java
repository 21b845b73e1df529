package io.cachetree.maintenance.pruning;

import io.cachetree.entry.CalledStep;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import io.cachetree.tree.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether an entry was made with the results of others below it.
 *
 * <p>A record lists the steps that were called, their code and how often, and not which of their entries answered. So an entry
 * counts as used
 *
 * <ul>
 *   <li>if it was made while the other one was, by the same process;
 *   <li>if it was there before, unless as many entries of its step were made meanwhile as calls were counted, so that no call is left
 *       that it could have answered.
 * </ul>
 *
 * <p>It does not count as used if the other one called no step of its code, or was finished before it was there. Where a process
 * made several entries of the upper node side by side, it is open which made what: then all that was there counts. Thread safety:
 * none.
 */
final class Uses {

    private static final long NEVER = -1;

    private final List<StoredEntry> upper;
    private final Collection<StoredEntry> below;
    private final Map<Made, Boolean> accounted = new HashMap<>();

    /** The entries of a step that could have been made in the course of another one. */
    private record Made(StoredEntry one, StepId step, Set<CodeDigest> codes) {}

    /**
     * Looks at the entries of one node.
     *
     * @param upper all entries of the node
     * @param below all entries of the nodes below it
     */
    Uses(List<StoredEntry> upper, Collection<StoredEntry> below) {
        this.upper = upper;
        this.below = below;
    }

    /** Returns whether an entry of the node was made with one of those below, or may have been. */
    boolean mayUse(StoredEntry one, StoredEntry lower) {
        long calls = calls(one, lower);
        if (calls == NEVER || isLater(lower.origin(), one.origin())) {
            return false;
        }
        Made made = new Made(one, lower.step(), lower.codes());
        return isMadeMeanwhile(lower, one) || !accounted.computeIfAbsent(made, each -> areAllMade(each, calls));
    }

    /** How often the step was called by the code that the entry counts for; 0 if only a result was read. */
    private static long calls(StoredEntry one, StoredEntry lower) {
        List<Long> times = one.calls().stream()
                .filter(call ->
                        call.step().equals(lower.step()) && lower.codes().contains(call.code()))
                .map(CalledStep::times)
                .toList();
        return times.isEmpty()
                ? NEVER
                : times.stream().mapToLong(Long::longValue).sum();
    }

    /** The clocks of two machines may differ by more than a run takes. */
    private static boolean isLater(Origin lower, Origin upper) {
        return lower.host().equals(upper.host()) && lower.finished().isAfter(upper.finished());
    }

    private boolean areAllMade(Made what, long calls) {
        long made = below.stream()
                .filter(each -> each.step().equals(what.step()) && each.codes().equals(what.codes()))
                .filter(each -> isMadeMeanwhile(each, what.one()))
                .count();
        return calls > 0 && made >= calls && upper.stream().noneMatch(each -> isSideBySide(each, what.one()));
    }

    private static boolean isMadeMeanwhile(StoredEntry lower, StoredEntry upper) {
        return isSameProcess(lower.origin(), upper.origin())
                && !lower.origin().started().isBefore(upper.origin().started())
                && !lower.origin().finished().isAfter(upper.origin().finished());
    }

    private static boolean isSideBySide(StoredEntry other, StoredEntry one) {
        return !other.equals(one)
                && isSameProcess(other.origin(), one.origin())
                && other.origin().started().isBefore(one.origin().finished())
                && other.origin().finished().isAfter(one.origin().started());
    }

    private static boolean isSameProcess(Origin one, Origin other) {
        return one.pid() == other.pid() && one.host().equals(other.host());
    }
}
