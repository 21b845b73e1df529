package io.cachetree.key.code;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where class files lie: a directory or a jar.
 *
 * @param path the directory, or the jar
 * @param isDirectory whether it is a directory
 */
record Place(Path path, boolean isDirectory) {

    /**
     * Returns where the named file at an address lies; empty if that is neither a directory nor a jar of its own, such as a
     * module of the JDK or a jar within a jar.
     */
    static Optional<Place> of(URL file, String name) {
        try {
            return switch (file.getProtocol()) {
                case "file" -> Optional.of(new Place(root(file, name), true));
                case "jar" -> jar(file).map(path -> new Place(path, false));
                default -> Optional.empty();
            };
        } catch (IOException | URISyntaxException | IllegalArgumentException unusual) {
            return Optional.empty();
        }
    }

    private static Path root(URL file, String name) throws URISyntaxException {
        Path root = Path.of(file.toURI());
        for (int depth = name.isEmpty() ? 0 : Path.of(name).getNameCount(); depth > 0; depth--) {
            root = Objects.requireNonNull(root.getParent());
        }
        return root;
    }

    private static Optional<Path> jar(URL file) throws IOException, URISyntaxException {
        URI jar = ((JarURLConnection) file.openConnection()).getJarFileURL().toURI();
        return "file".equals(jar.getScheme()) ? Optional.of(Path.of(jar)) : Optional.empty();
    }

    boolean holds(String className) {
        return isDirectory && Files.isRegularFile(path.resolve(className + ".class"));
    }
}
