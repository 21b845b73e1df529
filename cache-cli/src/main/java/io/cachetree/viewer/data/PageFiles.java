package io.cachetree.viewer.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the page itself, which come with the program. Thread safety: any number of threads.
 */
public final class PageFiles {

    /** The file that stands at the root. */
    public static final String INDEX = "index.html";

    private static final String DIRECTORY = "/io/cachetree/viewer/page/";
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9_@.-]*(/[A-Za-z0-9_@][A-Za-z0-9_@.-]*)*");
    private static final Pattern POLICY =
            Pattern.compile("<meta\\s+http-equiv=\"Content-Security-Policy\"\\s+content=\"([^\"]*)\"");

    private PageFiles() {}

    /** A directory has content as well, which is none of anybody's business. */
    private static final class Names {
        static final Set<String> ALL = new TreeSet<>(found());
    }

    /** Returns a file of the page, or nothing if it has none of that name. */
    public static Optional<byte[]> read(String name) {
        return Names.ALL.contains(name) ? content(name) : Optional.empty();
    }

    private static Optional<byte[]> content(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(DIRECTORY + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the page itself says that it may load and run. */
    public static String policy() {
        Matcher meta = POLICY.matcher(read(INDEX)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(""));
        return meta.find() ? meta.group(1).strip().replaceAll("\\s+", " ") : "default-src 'none'";
    }

    /** Returns the names of all files. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(Names.ALL);
    }

    private static List<String> found() {
        URL index = PageFiles.class.getResource(DIRECTORY + INDEX);
        if (index == null) {
            return List.of();
        }
        try {
            return found(index.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> found(URI index) throws IOException {
        if (!index.getScheme().equals("jar")) {
            return below(Path.of(index).resolveSibling("."));
        }
        Path jar = Path.of(URI.create(index.getRawSchemeSpecificPart().replaceFirst("!/.*", "")));
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return below(files.getPath(DIRECTORY));
        }
    }

    private static List<String> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }
}
