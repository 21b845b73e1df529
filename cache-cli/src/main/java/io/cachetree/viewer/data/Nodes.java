package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Listing;
import io.cachetree.cli.place.Place;
import io.cachetree.entry.TreeMarker;
import io.cachetree.store.StoreException;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.Setting.Extent;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the nodes of a tree.
 *
 * @param place the tree
 * @param setting what the page is for
 */
record Nodes(Place place, Setting setting) {

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
                nodes);
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
}
