package io.cachetree.maintenance.pruning;

import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.pruning.Kept.Why;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what has to go so that a node is computed again.
 *
 * <p>A call is answered by the entry of its own node, and what was called below is then not looked at. So a node whose entries went is
 * computed again when it is called the next time; but as long as an entry of a node above answers, nobody calls it. These are the
 * entries above that were made with one that goes, or may have been: out of date, if the node would give something else today.
 *
 * <p>It only reads. Thread safety: none.
 */
public final class Invalidate {

    /**
     * What would go.
     *
     * @param goes the entries and other files of the node
     * @param above the entries of nodes above that were made with them, or may have been, and still answer; the nearest node first
     * @param stays what would not go though it was meant
     */
    public record Plan(List<Removal> goes, List<Removal> above, List<Kept> stays) {

        /** Copies the lists. */
        public Plan {
            goes = List.copyOf(goes);
            above = List.copyOf(above);
            stays = List.copyOf(stays);
        }

        /** Returns the same with the entries above among what goes. */
        public Plan withAbove() {
            return new Plan(Stream.concat(goes.stream(), above.stream()).toList(), List.of(), stays);
        }
    }

    private final Map<NodePath, NodeContent> nodes;
    private final boolean isOpen;
    private final List<Kept> stays = new ArrayList<>();

    private Invalidate(Map<NodePath, NodeContent> nodes, boolean isOpen) {
        this.nodes = nodes;
        this.isOpen = isOpen;
    }

    /**
     * Returns what would go of a node.
     *
     * @param key the short form of the key that is meant; nothing for all that the node has
     * @throws io.cachetree.store.StoreException if a node cannot be listed
     */
    public static Plan node(Store store, NodePath node, Optional<String> key) {
        return of(store, node::equals, key);
    }

    /**
     * Returns what would go of a node and all below it.
     *
     * @throws io.cachetree.store.StoreException if a node cannot be listed
     */
    public static Plan nodeAndBelow(Store store, NodePath node) {
        return of(store, each -> each.isIn(node), Optional.empty());
    }

    private static Plan of(Store store, Predicate<NodePath> isMeant, Optional<String> key) {
        boolean isOpen = !UseMark.users(store).isEmpty();
        return new Invalidate(Scan.tree(store), isOpen).plan(isMeant, key);
    }

    private Plan plan(Predicate<NodePath> isMeant, Optional<String> key) {
        List<Removal> goes = new ArrayList<>();
        Map<StoredEntry, NodeContent> above = new LinkedHashMap<>();
        for (NodeContent content : nodes.values()) {
            if (isMeant.test(content.node())) {
                List<StoredEntry> entries = content.entries().stream()
                        .filter(entry -> key.map(entry.keys()::contains).orElse(true))
                        .filter(entry -> mayGo(content, entry))
                        .toList();
                entries.forEach(entry -> goes.add(entry.removal().because("to be computed again")));
                List<Removal> rest = content.rest().stream()
                        .filter(removal -> key.map(removal.key()::equals).orElse(true))
                        .filter(this::mayGo)
                        .toList();
                goes.addAll(rest);
                boolean isUnknown = rest.stream().anyMatch(removal -> removal.kind() == Removal.Kind.DAMAGED);
                madeWith(content.node(), entries, isUnknown, isMeant, above);
            }
        }
        List<Removal> answering = above.entrySet().stream()
                .filter(each -> mayGo(each.getValue(), each.getKey()))
                .map(each -> each.getKey().removal().because("made with what goes"))
                .sorted(Comparator.comparingInt(
                        (Removal each) -> -each.node().names().size()))
                .toList();
        return new Plan(goes, answering, stays);
    }

    private boolean mayGo(NodeContent content, StoredEntry entry) {
        Optional<Why> why = Optional.empty();
        if (content.isPinned(entry)) {
            why = Optional.of(Why.PINNED);
        } else if (content.isInUse(entry, isOpen)) {
            why = Optional.of(Why.IN_USE);
        }
        why.ifPresent(each -> stays.add(new Kept(content.node(), entry.removal().key(), each)));
        return why.isEmpty();
    }

    private boolean mayGo(Removal files) {
        boolean isInUse = isOpen && files.kind() != Removal.Kind.ATTEMPT;
        if (isInUse) {
            stays.add(new Kept(files.node(), files.key(), Why.IN_USE));
        }
        return !isInUse;
    }

    /** Nobody knows what a damaged record was, so all entries above may have been made with it. */
    private void madeWith(
            NodePath node,
            List<StoredEntry> entries,
            boolean isUnknown,
            Predicate<NodePath> isMeant,
            Map<StoredEntry, NodeContent> above) {
        if (entries.isEmpty() && !isUnknown) {
            return;
        }
        node.above()
                .filter(upper -> !isMeant.test(upper))
                .flatMap(upper -> Stream.ofNullable(nodes.get(upper)))
                .filter(upper -> !upper.entries().isEmpty())
                .forEach(upper -> {
                    Uses uses = Scan.uses(nodes, upper.node());
                    upper.entries().stream()
                            .filter(one -> isUnknown || entries.stream().anyMatch(entry -> uses.mayUse(one, entry)))
                            .forEach(one -> above.put(one, upper));
                });
    }
}
