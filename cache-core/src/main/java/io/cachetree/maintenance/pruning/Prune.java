package io.cachetree.maintenance.pruning;

import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.pruning.Kept.Why;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what nobody needs of a tree.
 *
 * <ul>
 *   <li>Never goes: the newest entry of each step in a node, what is pinned, what was made by hand, what {@code current} points at,
 *       and the files of a tree that a living process has open.
 *   <li>Without limits goes what nothing in the tree has a use for: files that another entry took the place of, those of attempts
 *       that failed or were killed, and entries that no entry of the node above may have been made with.
 *   <li>With limits, older results go as well, unless the newest entry of the node above, or one that is pinned in any node above,
 *       may have been made with them; see {@link Limits}.
 * </ul>
 *
 * <p>What "made with" means where the records do not tell: see {@link Uses}. It only reads. Thread safety: none.
 */
public final class Prune {

    private final Map<NodePath, NodeContent> nodes;
    private final Limits limits;
    private final Instant now;
    private final boolean isOpen;
    private final Map<NodePath, Uses> uses = new HashMap<>();
    private final List<Removal> goes = new ArrayList<>();
    private final List<Kept> stays = new ArrayList<>();

    private Prune(Map<NodePath, NodeContent> nodes, Limits limits, Instant now, boolean isOpen) {
        this.nodes = nodes;
        this.limits = limits;
        this.now = now;
        this.isOpen = isOpen;
    }

    /**
     * Returns what would go of a node and the nodes below.
     *
     * @param now the time from which ages count
     * @throws io.cachetree.store.StoreException if a node cannot be listed
     */
    public static PrunePlan plan(Store store, NodePath top, Limits limits, Instant now) {
        boolean isOpen = !UseMark.users(store).isEmpty();
        return new Prune(Scan.tree(store), limits, now, isOpen).plan(top);
    }

    private PrunePlan plan(NodePath top) {
        List<NodeContent> scope =
                nodes.values().stream().filter(each -> each.node().isIn(top)).toList();
        List<StoredEntry> old = new ArrayList<>();
        for (NodeContent content : scope) {
            content.rest().forEach(this::rest);
            content.entries().stream()
                    .filter(entry -> !content.isNewest(entry))
                    .forEach(entry -> whyKept(content, entry)
                            .ifPresentOrElse(why -> stays.add(kept(entry.removal(), why)), () -> old.add(entry)));
        }
        long bytes = scope.stream()
                .flatMap(content -> content.entries().stream())
                .mapToLong(entry -> entry.removal().bytes())
                .sum();
        takeTheOldest(old, bytes);
        goes.sort(Comparator.comparing((Removal each) -> each.node().toString()).thenComparing(Removal::since));
        return new PrunePlan(goes, stays);
    }

    private void rest(Removal removal) {
        boolean isFiles = removal.kind() == Removal.Kind.SUPERSEDED;
        if (removal.kind() == Removal.Kind.DAMAGED) {
            return;
        }
        if (isOpen && isFiles) {
            stays.add(kept(removal, Why.IN_USE));
        } else if (isYoung(removal.since())) {
            stays.add(kept(removal, Why.WITHIN_LIMITS));
        } else {
            goes.add(removal);
        }
    }

    private static Kept kept(Removal removal, Why why) {
        return new Kept(removal.node(), removal.key(), why);
    }

    private boolean isYoung(Instant since) {
        return limits.olderThan().filter(age -> since.isAfter(now.minus(age))).isPresent();
    }

    private Optional<Why> whyKept(NodeContent content, StoredEntry entry) {
        if (content.isPinned(entry)) {
            return Optional.of(Why.PINNED);
        }
        if (entry.isByHand()) {
            return Optional.of(Why.BY_HAND);
        }
        if (isYoung(entry.since()) || isAmongTheNewest(content, entry) || (limits.areNone() && !hasAbove(content))) {
            return Optional.of(Why.WITHIN_LIMITS);
        }
        if (isUsedAbove(content, entry)) {
            return Optional.of(Why.USED_ABOVE);
        }
        if (content.isReadLast(entry)) {
            return Optional.of(Why.READ_LAST);
        }
        return content.isInUse(entry, isOpen) ? Optional.of(Why.IN_USE) : Optional.empty();
    }

    private boolean isAmongTheNewest(NodeContent content, StoredEntry entry) {
        return limits.keep().isPresent()
                && content.newerThan(entry) < limits.keep().getAsInt();
    }

    private boolean hasAbove(NodeContent content) {
        return above(content).filter(node -> !node.entries().isEmpty()).isPresent();
    }

    private Optional<NodeContent> above(NodeContent content) {
        return content.node().parent().map(nodes::get);
    }

    private boolean isUsedAbove(NodeContent content, StoredEntry entry) {
        return above(content)
                        .filter(upper -> isUsed(entry, upper, one -> limits.areNone() || upper.isNewest(one)))
                        .isPresent()
                || allAbove(content.node()).anyMatch(upper -> isUsed(entry, upper, upper::isPinned));
    }

    private boolean isUsed(StoredEntry entry, NodeContent upper, Predicate<StoredEntry> counts) {
        return upper.entries().stream()
                .filter(counts)
                .anyMatch(
                        one -> uses.computeIfAbsent(upper.node(), this::usesOf).mayUse(one, entry));
    }

    /** Who pins a result keeps all of it, however deep what it was made with stands. */
    private Stream<NodeContent> allAbove(NodePath node) {
        return node.above().flatMap(upper -> Stream.ofNullable(nodes.get(upper)));
    }

    private Uses usesOf(NodePath upper) {
        return Scan.uses(nodes, upper);
    }

    private void takeTheOldest(List<StoredEntry> old, long bytes) {
        long left = bytes;
        for (StoredEntry entry :
                old.stream().sorted(Comparator.comparing(StoredEntry::since)).toList()) {
            if (limits.maxSize().isPresent() && left <= limits.maxSize().getAsLong()) {
                stays.add(kept(entry.removal(), Why.WITHIN_LIMITS));
            } else {
                left -= entry.removal().bytes();
                goes.add(entry.removal().because(why(entry)));
            }
        }
    }

    private String why(StoredEntry entry) {
        if (limits.areNone()) {
            return "no entry of \"%s\" uses it".formatted(entry.node().parent().orElse(NodePath.ROOT));
        }
        List<String> reasons = new ArrayList<>();
        limits.olderThan().ifPresent(age -> reasons.add("older than " + text(age)));
        limits.keep().ifPresent(count -> reasons.add(count == 1 ? "not the newest" : "not among the newest " + count));
        limits.maxSize().ifPresent(size -> reasons.add("among the oldest"));
        return String.join(", ", reasons);
    }

    private static String text(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " days";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}
