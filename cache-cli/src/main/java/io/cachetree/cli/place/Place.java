package io.cachetree.cli.place;

import io.cachetree.entry.EntryNames;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A node of a tree, or one of its entries, as a person names it: {@code runs/nuclei/report/split@5f1c}.
 *
 * <ul>
 *   <li>The tree is found by its marker, from the path upwards; what is behind it are the names of nodes.
 *   <li>The tree may be elsewhere: {@code zip:runs.zip/report/split@5f1c}, {@code s3://lab/nuclei/report/split}.
 *   <li>Each of these may be abbreviated as long as it is clear which is meant, and so may the key.
 *   <li>What stands behind the last {@code @} is a key, unless the whole is a directory, as trees of people may be called so.
 *   <li>The name of a record, or of the directory of an entry, at the end of the path means that entry.
 * </ul>
 *
 * @param tree what reads the tree
 * @param root where the tree is
 * @param node the node
 * @param key what was typed of the key
 */
public record Place(TreeReader tree, Root root, NodePath node, Optional<String> key) {

    private static final char AT = '@';

    /**
     * Finds a place.
     *
     * @param text what was typed; the empty text for the working directory
     * @param workingDirectory where relative paths begin
     * @throws PlaceException if there is no such tree or node, or several nodes could be meant
     */
    public static Place of(String text, Path workingDirectory) {
        String typed = Root.shown(text);
        String query = text.substring(typed.length());
        int at = typed.lastIndexOf(AT);
        boolean hasKey = at >= RemoteRoot.pathOf(typed)
                && typed.indexOf('/', at) < 0
                && !TreeRoot.isDirectory(typed, workingDirectory);
        TreeRoot root = TreeRoot.of((hasKey ? typed.substring(0, at) : typed) + query, workingDirectory);
        Place place = new Place(root.open(), root.root(), NodePath.ROOT, Optional.empty());
        List<String> names = root.below();
        for (int i = 0; i < names.size(); i++) {
            boolean isLast = i == names.size() - 1;
            place = isLast && isEntry(names.get(i)) ? place.at(names.get(i)) : place.child(names.get(i));
        }
        return hasKey ? place.at(typed.substring(at + 1)) : place;
    }

    /**
     * Finds a node, for commands that look at nodes and not at single entries.
     *
     * @throws PlaceException if there is no such tree or node, several nodes could be meant, or an entry is
     */
    public static Place ofNode(String text, Path workingDirectory) {
        Place place = of(text, workingDirectory);
        if (place.key.isPresent()) {
            throw new PlaceException(
                    "Cannot look at the single entry \"%s\" here: this command takes nodes. Leave the key away, or use \"show\"."
                            .formatted(place.name()));
        }
        return place;
    }

    private static boolean isEntry(String name) {
        return EntryNames.isRecord(name) || EntryNames.isAttempt(name);
    }

    private Place child(String typed) {
        List<String> children = tree.children(node);
        List<String> meant = new Abbreviation(typed).among(children);
        if (meant.size() == 1) {
            return new Place(tree, root, node.child(meant.get(0)), Optional.empty());
        }
        throw meant.isEmpty() ? noChild(typed, children) : severalChildren(typed, meant);
    }

    private PlaceException noChild(String typed, List<String> children) {
        return new PlaceException("Cannot find node \"%s\" in the tree \"%s\": %s."
                .formatted(
                        node.resolve(typed),
                        root,
                        children.isEmpty()
                                ? "there are no nodes below \"%s\"".formatted(node)
                                : "there are %s".formatted(Abbreviation.list(children))));
    }

    private PlaceException severalChildren(String typed, List<String> meant) {
        return new PlaceException("Cannot tell which node \"%s\" means: it could be %s. Write more of the name."
                .formatted(node.resolve(typed), Abbreviation.list(meant)));
    }

    /** Returns the same node with another key. */
    public Place at(String typed) {
        String plain = typed.endsWith(".json") ? typed.substring(0, typed.indexOf('.')) : typed;
        if (plain.isEmpty()) {
            throw new PlaceException(
                    "Cannot tell which entry of \"%s\" is meant: no key stands behind the \"@\". Write some of it."
                            .formatted(node));
        }
        return new Place(tree, root, node, Optional.of(plain));
    }

    /** Returns the path of the node and the key, as a person can type them below the tree. */
    public String name() {
        String path = node.toString();
        return key.map(typed -> path + AT + typed).orElse(path.isEmpty() ? "." : path);
    }
}
