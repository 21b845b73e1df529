package io.cachetree.maintenance;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.pruning.Trash;
import io.cachetree.maintenance.reading.FoundOutline;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.NodeTree;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the nodes of a tree take, as the storage has it: all files, whatever they are.
 *
 * <p>Thread safety: any number of threads.
 */
public final class DiskUsage {

    private final Store store;

    /** What a file is a part of. */
    private enum Part {
        NEWEST,
        OLDER,
        UNCOMMITTED
    }

    private DiskUsage(Store store) {
        this.store = store;
    }

    /**
     * Returns what a node and those below take.
     *
     * @throws io.cachetree.store.StoreException if something cannot be listed
     */
    public static NodeUsage of(TreeReader reader, NodePath node) {
        return new DiskUsage(reader.store()).usage(reader.tree(node, Integer.MAX_VALUE));
    }

    /**
     * Returns what the trash of a tree takes, which is no part of any node.
     *
     * @throws io.cachetree.store.StoreException if something cannot be listed
     */
    public static long ofTrash(TreeReader reader) {
        DiskUsage usage = new DiskUsage(reader.store());
        return usage.store.list("").stream()
                .filter(item -> item.name().equals(Trash.DIRECTORY))
                .mapToLong(item -> usage.size(item.name(), item.kind()))
                .sum();
    }

    private NodeUsage usage(NodeTree tree) {
        List<NodeUsage> below =
                tree.children().parallelStream().map(this::usage).toList();
        Map<Part, Long> sizes = sizes(tree.node(), names(tree.children()));
        return new NodeUsage(
                tree.node().node(),
                tree.node().entries(),
                sizes.getOrDefault(Part.NEWEST, 0L),
                sizes.getOrDefault(Part.OLDER, 0L),
                sizes.getOrDefault(Part.UNCOMMITTED, 0L),
                below);
    }

    private static Set<String> names(List<NodeTree> nodes) {
        return nodes.stream().map(each -> each.node().node().name()).collect(Collectors.toSet());
    }

    private Map<Part, Long> sizes(NodeSummary node, Set<String> children) {
        return store.list(node.node().toString()).stream()
                .filter(item -> !children.contains(item.name()) && !isOfTheRoot(item.name()))
                .collect(Collectors.groupingBy(
                        item -> part(node, item),
                        Collectors.summingLong(item -> size(node.node().resolve(item.name()), item.kind()))));
    }

    /** What is in the trash, and who has the tree open, is no part of any node. */
    private static boolean isOfTheRoot(String name) {
        return name.equals(Trash.DIRECTORY) || name.equals(UseMark.DIRECTORY);
    }

    private static Part part(NodeSummary node, StoreItem item) {
        boolean isOpen =
                node.attempts().stream().anyMatch(attempt -> attempt.name().equals(item.name()));
        if (isOpen || item.isTemporary()) {
            return Part.UNCOMMITTED;
        }
        return isOfEntry(item.name()) && !isOf(node.newest(), item.name()) ? Part.OLDER : Part.NEWEST;
    }

    private static boolean isOfEntry(String name) {
        return EntryNames.isRecord(name) || EntryNames.isAttempt(name);
    }

    private static boolean isOf(Optional<FoundOutline> newest, String name) {
        return newest.filter(found -> found.file().equals(name) || found.names(name))
                .isPresent();
    }

    private long size(String path, StoreItem.Kind kind) {
        return switch (kind) {
            case FILE -> store.size(path).orElse(0);
            case DIRECTORY ->
                store.list(path).stream()
                        .mapToLong(item -> size(path + "/" + item.name(), item.kind()))
                        .sum();
            case OTHER -> 0;
        };
    }
}
