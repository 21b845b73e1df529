package io.cachetree.maintenance;

import io.cachetree.entry.EntryNames;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodeName;
import io.cachetree.tree.NodePath;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** The nodes of a tree, as its directories show them. */
record Nodes(Store store) {

    /** Visits a node and all nodes below with their listings, each before its children, and these by name. */
    void visit(NodePath node, BiConsumer<NodePath, List<StoreItem>> visitor) {
        List<StoreItem> items = store.list(node.toString());
        visitor.accept(node, items);
        items.stream()
                .filter(Nodes::isNode)
                .sorted(Comparator.comparing(StoreItem::name))
                .forEach(item -> visit(node.child(item.name()), visitor));
    }

    private static boolean isNode(StoreItem item) {
        return item.kind() == StoreItem.Kind.DIRECTORY
                && NodeName.isAllowed(item.name())
                && !EntryNames.isAttempt(item.name());
    }
}
