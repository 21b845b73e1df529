package io.cachetree.cli.place;

import io.cachetree.entry.TreeMarker;
import io.cachetree.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how much of a URL leads to the root of a tree, and what leads from there to a node. */
final class RemoteRoot {

    /** Two letters at least, so that a drive of Windows is no scheme. */
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(//[^/]*)?(.*)", Pattern.DOTALL);

    private static final String IN_ZIP = "!/";

    private RemoteRoot() {}

    /** Returns whether a text names what is no path of this machine. */
    static boolean isUrl(String text) {
        Matcher url = URL.matcher(text);
        return url.matches() && !url.group(1).equalsIgnoreCase("file");
    }

    /** Returns the query of a URL with its question mark, or nothing. */
    static String query(String text) {
        int start = text.indexOf('?');
        return start >= 0 && isUrl(text) && !isZip(text) ? text.substring(start) : "";
    }

    /** Returns where the path begins: what stands before it is no key, but may be a secret. */
    static int pathOf(String text) {
        Matcher url = URL.matcher(text);
        return url.matches() && url.group(2) != null ? url.start(3) : 0;
    }

    private static boolean isZip(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith("zip:");
    }

    /** Finds the tree by its marker; of trees within trees, the innermost. */
    static TreeRoot of(String text) {
        return isZip(text) ? ofZip(text.substring(text.indexOf(':') + 1)) : ofUrl(text);
    }

    /** The path of a zip file ends where there is a file; within it, the root is looked for if its part is set off. */
    private static TreeRoot ofZip(String text) {
        int end = text.indexOf(IN_ZIP);
        if (end >= 0) {
            return found("zip:" + text.substring(0, end) + IN_ZIP, text.substring(end + IN_ZIP.length()), "");
        }
        for (Cut cut : Cut.all(text)) {
            if (!cut.before().isEmpty() && Files.isRegularFile(Path.of(cut.before()))) {
                return opened("zip:" + cut.before(), cut.names())
                        .orElseThrow(() -> absent("zip:" + text, "the zip file has none at its top"));
            }
        }
        throw absent("zip:" + text, "there is no such zip file");
    }

    private static TreeRoot ofUrl(String text) {
        String query = query(text);
        Matcher url = URL.matcher(text.substring(0, text.length() - query.length()));
        if (!url.matches()) {
            throw new IllegalArgumentException(text);
        }
        String host = url.group(2) == null ? "" : url.group(2);
        return found(url.group(1) + ":" + host, url.group(3), query);
    }

    private static TreeRoot found(String start, String path, String query) {
        for (Cut cut : Cut.all(path)) {
            Optional<TreeRoot> root = opened(start + cut.before() + query, cut.names());
            if (root.isPresent()) {
                return root.get();
            }
        }
        throw absent(start + path, "neither it nor anything above has a \"%s\"".formatted(TreeMarker.FILE));
    }

    @SuppressWarnings("StreamResourceLeak") // It is open until the program ends.
    private static Optional<TreeRoot> opened(String location, List<String> below) {
        Store store = Store.at(location);
        boolean isRoot = false;
        try {
            isRoot = store.size(TreeMarker.FILE).isPresent();
        } finally {
            if (!isRoot) {
                store.close();
            }
        }
        if (!isRoot) {
            return Optional.empty();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
        return Optional.of(new TreeRoot(new Root(store.toString(), Optional.empty()), store, below));
    }

    private static PlaceException absent(String location, String why) {
        return new PlaceException(
                "Cannot find a cache tree at \"%s\": %s. Name the root of a tree, such as \"zip:runs.zip\"."
                        .formatted(location, why));
    }

    /**
     * A path that is cut in two.
     *
     * @param before what may lead to a root
     * @param names the names behind it
     */
    private record Cut(String before, List<String> names) {

        /** Returns all cuts of a path between its names, the one after its last name first. */
        static List<Cut> all(String path) {
            String rest = path;
            List<Cut> cuts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            while (true) {
                while (rest.endsWith("/") && rest.length() > 1) {
                    rest = rest.substring(0, rest.length() - 1);
                }
                cuts.add(new Cut(rest, List.copyOf(names)));
                int slash = rest.lastIndexOf('/');
                if (rest.isEmpty() || rest.equals("/")) {
                    return cuts;
                }
                names.add(0, rest.substring(slash + 1));
                rest = rest.substring(0, Math.max(slash, 0));
            }
        }
    }
}
