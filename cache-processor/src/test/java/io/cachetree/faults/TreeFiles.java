package io.cachetree.faults;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.cachetree.entry.EntryNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What stands in a tree on disk, looked at without the library's help. */
record TreeFiles(Path root) {

    /** Returns all files and links, relative to the root. */
    List<Path> all() throws IOException {
        return walk(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** Returns the nodes in which a record stands. */
    Set<String> committed() throws IOException {
        Set<String> nodes = new TreeSet<>();
        for (Path file : walk(path -> EntryNames.isRecord(name(path)))) {
            nodes.add(String.valueOf(file.getParent()));
        }
        return nodes;
    }

    /** Returns the directories of attempts that no record names. */
    List<Path> attemptsWithoutRecord() throws IOException {
        String records = records();
        return walk(path -> EntryNames.isAttempt(name(path)) && !records.contains("\"" + name(path) + "\""));
    }

    /** Returns marks of owners. */
    List<Path> ownersMarks() throws IOException {
        return walk(path -> name(path).equals(EntryNames.OWNER));
    }

    /** Returns temporary files, but not the second name of a published one, which is there for an instant. */
    List<Path> temporaryFiles() throws IOException {
        List<Path> files = walk(path -> name(path).startsWith(".tmp-"));
        return files.stream().filter(this::hasOneName).toList();
    }

    private boolean hasOneName(Path file) {
        try {
            return Files.getAttribute(root.resolve(file), "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                    .equals(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String records() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : walk(path -> EntryNames.isRecord(name(path)))) {
            all.append(Files.readString(root.resolve(file)));
        }
        return all.toString();
    }

    /** Returns the only file whose path ends so. */
    Path only(String end) throws IOException {
        List<Path> found = walk(path -> path.toString().endsWith(end));
        if (found.size() != 1) {
            throw new AssertionError("%s: %s".formatted(end, found));
        }
        return root.resolve(found.get(0));
    }

    /** Returns the only record of a node. */
    Path record(String node) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(node))) {
            return files.filter(file -> EntryNames.isRecord(name(file)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Copies the tree, links as links. */
    TreeFiles copyTo(Path target) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path each : tree.toList()) {
                Files.copy(
                        each,
                        target.resolve(root.relativize(each).toString()),
                        COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
        return new TreeFiles(target);
    }

    private List<Path> walk(Predicate<Path> filter) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(filter).map(root::relativize).sorted().toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
