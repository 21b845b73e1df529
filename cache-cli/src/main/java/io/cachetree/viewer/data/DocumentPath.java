package io.cachetree.viewer.data;

import io.cachetree.entry.EntryNames;
import io.cachetree.tree.NodeName;
import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a URL below the page names. Nothing but what a tree may be made of can be named: nodes by {@link NodeName},
 * entries by {@link EntryNames}, and files below these.
 */
public sealed interface DocumentPath {

    /** All nodes. */
    record Tree() implements DocumentPath {}

    /** All runs. */
    record Runs() implements DocumentPath {}

    /**
     * The entries of a node.
     *
     * @param node the node
     */
    record Entries(NodePath node) implements DocumentPath {}

    /**
     * How two entries of a node differ.
     *
     * @param node the node
     * @param before the key of the one
     * @param now the key of the other
     */
    record Difference(NodePath node, String before, String now) implements DocumentPath {}

    /**
     * A file of an entry or an attempt.
     *
     * @param node the node
     * @param directory the name of the entry's directory
     * @param names the names from there down to the file
     */
    record EntryFile(NodePath node, String directory, List<String> names) implements DocumentPath {

        /** Copies the list. */
        public EntryFile {
            names = List.copyOf(names);
        }

        /** Returns whether it is part of an image of Zarr. */
        public boolean isOfImage() {
            return names.subList(0, names.size() - 1).stream().anyMatch(name -> name.endsWith(".zarr"));
        }
    }

    /** The directory in which the files of entries stand. */
    String FILES = "files";

    /** The document of all nodes. */
    String TREE = "data/tree.json";

    /** The document of all runs. */
    String TIMELINE = "data/timeline.json";

    /** Longer paths are none of ours. */
    int LONGEST = 200;

    /** Two keys; these are not taken from names of files, which can have more behind them. */
    Pattern KEYS = Pattern.compile("@([0-9a-hjkmnp-tv-z]{12})\\.\\.([0-9a-hjkmnp-tv-z]{12})\\.json");

    /** Returns the path of the document with the entries of a node. */
    static String entries(NodePath node) {
        return "data/nodes/" + node.resolve("@entries.json");
    }

    /** Returns the path of the document that says how two entries of a node differ. */
    static String difference(NodePath node, String before, String now) {
        return "data/differences/" + node.resolve("@%s..%s.json".formatted(before, now));
    }

    /** Returns the path, with a slash at its end, of the directory of an entry. */
    static String files(NodePath node, String directory) {
        return FILES + "/" + node.resolve(directory) + "/";
    }

    /** Returns what the names on a path mean together, or nothing if that can be nothing of a tree. */
    static Optional<DocumentPath> of(List<String> names) {
        if (names.size() < 2 || names.size() > LONGEST) {
            return Optional.empty();
        }
        String path = String.join("/", names);
        if (path.equals(TREE)) {
            return Optional.of(new Tree());
        }
        if (path.equals(TIMELINE)) {
            return Optional.of(new Runs());
        }
        if (names.get(0).equals(FILES)) {
            return file(names.subList(1, names.size()));
        }
        return names.get(0).equals("data") ? ofNode(names.get(1), names.subList(2, names.size())) : Optional.empty();
    }

    private static Optional<DocumentPath> ofNode(String kind, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String last = names.get(names.size() - 1);
        Optional<NodePath> node = node(names.subList(0, names.size() - 1));
        if (kind.equals("nodes") && last.equals("@entries.json")) {
            return node.map(Entries::new);
        }
        Matcher keys = KEYS.matcher(last);
        return kind.equals("differences") && keys.matches()
                ? node.map(found -> new Difference(found, keys.group(1), keys.group(2)))
                : Optional.empty();
    }

    private static Optional<DocumentPath> file(List<String> names) {
        for (int i = 0; i < names.size() - 1; i++) {
            if (EntryNames.isAttempt(names.get(i))) {
                String directory = names.get(i);
                List<String> below = names.subList(i + 1, names.size());
                return below.stream().allMatch(DocumentPath::isPlain)
                                && EntryNames.isOutput(below.get(below.size() - 1))
                        ? node(names.subList(0, i)).map(node -> new EntryFile(node, directory, below))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<NodePath> node(List<String> names) {
        return names.stream().allMatch(NodeName::isAllowed) ? Optional.of(new NodePath(names)) : Optional.empty();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(letter -> letter == '/' || letter == '\\' || Character.isISOControl(letter));
    }
}
