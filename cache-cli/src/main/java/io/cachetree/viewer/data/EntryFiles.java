package io.cachetree.viewer.data;

import io.cachetree.entry.EntryNames;
import io.cachetree.store.StoreException;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens files of entries and attempts of a tree in a directory, and nothing else.
 *
 * <ul>
 *   <li>Only regular files in real directories are opened: what is reached by a symbolic link, or is a pipe or a device, is not
 *       there, as it could not have been committed.
 *   <li>Each directory is opened below the one before it, where the system can do that, so that a directory which is replaced
 *       by a link meanwhile leads nowhere; elsewhere the real path is compared.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class EntryFiles implements FileSource {

    private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

    private static final int LONGEST_NAME = 255;

    private final Path root;

    /** Opens files of the tree in a directory. */
    public EntryFiles(Path root) {
        this.root = root;
    }

    /**
     * An open file.
     *
     * @param content its bytes
     * @param size how many there are
     * @param modified when they were last written
     */
    public record OpenFile(SeekableByteChannel content, long size, Instant modified) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    @Override
    public Optional<OpenFile> open(DocumentPath.EntryFile file) {
        try {
            return Optional.of(opened(names(file.node(), file.directory(), file.names())));
        } catch (NoSuchFileException | NotDirectoryException | InvalidPathException absent) {
            return Optional.empty();
        } catch (IOException e) {
            Path path = root.resolve(String.join("/", names(file.node(), file.directory(), file.names())));
            if (cannotBe(path)) {
                return Optional.empty();
            }
            throw new StoreException("read", path, e);
        }
    }

    /** Java has no exceptions of its own for links that are not followed, and for names that no file can have. */
    private boolean cannotBe(Path path) {
        return Stream.iterate(path, each -> each != null && !each.equals(root), Path::getParent)
                .anyMatch(each -> Files.isSymbolicLink(each)
                        || each.getFileName().toString().length() > LONGEST_NAME);
    }

    @Override
    public void visit(NodePath node, String entry, Visitor visitor) throws IOException {
        Optional<Path> directory = directory(node, entry, List.of());
        if (directory.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory.get())) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()
                        && EntryNames.isOutput(file.getFileName().toString())) {
                    List<String> names = new ArrayList<>();
                    directory.get().relativize(file).forEach(name -> names.add(name.toString()));
                    visitor.file(new DocumentPath.EntryFile(node, entry, names), attributes.size());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns a directory of an entry, if it is one and no link leads to it. */
    Optional<Path> directory(NodePath node, String entry, List<String> below) {
        try {
            Path path = root.toRealPath();
            for (String each : names(node, entry, below)) {
                path = path.resolve(each);
                require(
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                                .isDirectory(),
                        path);
            }
            return Optional.of(path);
        } catch (IOException | InvalidPathException absent) {
            return Optional.empty();
        }
    }

    private static List<String> names(NodePath node, String entry, List<String> below) {
        List<String> names = new ArrayList<>(node.names());
        names.add(entry);
        names.addAll(below);
        return names;
    }

    private OpenFile opened(List<String> names) throws IOException {
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(root)) {
            return directory instanceof SecureDirectoryStream<Path> secure
                    ? below(secure, names)
                    : compared(String.join("/", names));
        }
    }

    private static OpenFile below(SecureDirectoryStream<Path> directory, List<String> names) throws IOException {
        Path name = Path.of(names.get(0));
        if (names.size() > 1) {
            try (SecureDirectoryStream<Path> next = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                return below(next, names.subList(1, names.size()));
            }
        }
        BasicFileAttributes attributes = directory
                .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        require(attributes.isRegularFile(), name);
        SeekableByteChannel content =
                directory.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return new OpenFile(
                content, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    private OpenFile compared(String file) throws IOException {
        Path real = root.toRealPath();
        Path path = real.resolve(file);
        require(path.toRealPath().equals(path), path);
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        require(attributes.isRegularFile(), path);
        return new OpenFile(
                Files.newByteChannel(path, READ),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    private static void require(boolean isAllowed, Path path) throws NoSuchFileException {
        if (!isAllowed) {
            throw new NoSuchFileException(path.toString());
        }
    }
}
