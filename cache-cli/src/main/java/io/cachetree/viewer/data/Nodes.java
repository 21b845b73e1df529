package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Listing;
import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.entry.TreeMarker;
import io.cachetree.maintenance.reading.NodeStatus;
import io.cachetree.store.StoreException;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.Setting.Extent;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the nodes of a tree.
 *
 * @param place the tree
 * @param setting what the page is for
 */
record Nodes(Place place, Setting setting) {

    private static final Comparator<NodePath> TREE_ORDER = (one, other) -> {
        int shorter = Math.min(one.names().size(), other.names().size());
        return IntStream.range(0, shorter)
                .map(i -> one.names().get(i).compareTo(other.names().get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(one.names().size() - other.names().size());
    };

    TreeDocument document() {
        Instant now = Instant.now();
        List<Listing.Node> nodes =
                new Listing(place, place.tree().tree(NodePath.ROOT, Integer.MAX_VALUE), Listing.Detail.NODES).rows();
        return new TreeDocument(
                place.root().toString(),
                id(),
                setting.extent() == Extent.LIVE,
                setting.share(),
                TreeDocument.VERSION,
                now,
                marked(nodes, setting.running().nodes()));
    }

    private String id() {
        try {
            return place.tree()
                    .store()
                    .read(TreeMarker.FILE)
                    .map(bytes ->
                            JsonMapper.shared().readTree(bytes).path("tree").asString(""))
                    .orElse("");
        } catch (StoreException | JacksonException damaged) {
            return "";
        }
    }

    private static List<TreeDocument.Node> marked(List<Listing.Node> nodes, Set<NodePath> running) {
        return running.isEmpty()
                ? nodes.stream()
                        .map(node -> new TreeDocument.Node(node, Optional.empty()))
                        .toList()
                : withRunning(nodes, running);
    }

    /** A step that asked for no directory has left nothing on disk while it runs, perhaps not even its node. */
    private static List<TreeDocument.Node> withRunning(List<Listing.Node> nodes, Set<NodePath> running) {
        Map<String, Listing.Node> found = new LinkedHashMap<>();
        nodes.forEach(node -> found.put(node.node(), node));
        Map<NodePath, TreeDocument.Node> sorted = new TreeMap<>(TREE_ORDER);
        nodes.forEach(node -> sorted.put(path(node.node()), new TreeDocument.Node(node, Optional.empty())));
        for (NodePath node : running) {
            addAbove(node, sorted);
            Listing.Node onDisk = found.getOrDefault(Words.path(node), absent(node));
            sorted.put(node, new TreeDocument.Node(running(onDisk), Optional.of(true)));
        }
        return List.copyOf(sorted.values());
    }

    private static Listing.Node running(Listing.Node node) {
        return new Listing.Node(
                node.node(),
                Words.of(NodeStatus.RUNNING),
                node.entries(),
                node.newest(),
                node.all(),
                node.attempts(),
                node.damage());
    }

    private static void addAbove(NodePath node, Map<NodePath, TreeDocument.Node> nodes) {
        for (Optional<NodePath> above = node.parent();
                above.isPresent() && !above.get().names().isEmpty();
                above = above.get().parent()) {
            nodes.computeIfAbsent(above.get(), missing -> new TreeDocument.Node(absent(missing), Optional.empty()));
        }
    }

    /** Returns the node that a document names. */
    static NodePath path(String name) {
        return name.equals(".") ? NodePath.ROOT : NodePath.parse(name);
    }

    private static Listing.Node absent(NodePath node) {
        return new Listing.Node(
                Words.path(node),
                Words.of(NodeStatus.EMPTY),
                OptionalInt.of(0),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
