package io.cachetree.codec;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory that the step wrote into its own directory; the record holds its relative name.
 *
 * <ul>
 *   <li>The step's directory itself is such a path, named {@code .} in the record.
 *   <li>A relative path means what it means to {@link Path}: relative to the working directory of the process. It is
 *       therefore refused, unless that leads into the step's directory.
 *   <li>A path that is missing, elsewhere, or led elsewhere by a symbolic link is refused. The name is that of the file
 *       itself, without the links on the way.
 *   <li>What a record names is data: a name that leads out of the entry, by {@code ..} or by a link, is not read.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class PathCodec implements Codec<Path> {

    private static final String ITSELF = ".";

    private final JsonCodec<String> json;

    PathCodec(JsonCodec<String> json) {
        this.json = json;
    }

    @Override
    public String id() {
        return "path";
    }

    @Override
    public void encode(Path value, Target target) throws IOException {
        json.encode(nameOf(value, target.directory()), target);
    }

    @Override
    public Path decode(Source source) throws IOException {
        return resolve(json.decode(source), source.directory());
    }

    /** The files themselves are the step's own. */
    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        return json.firstDifference(before, now);
    }

    /** Returns the name of a path below a directory, separated by {@code /}. */
    private static String nameOf(Path path, Path directory) throws IOException {
        Path real = realOf(path);
        Path home = directory.toRealPath();
        if (!real.startsWith(home)) {
            throw refused(path, "\"%s\" is not in \"%s\"".formatted(real, home));
        }
        return join(home.relativize(real));
    }

    private static Path realOf(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            throw refused(path, "there is no such file");
        }
    }

    private static InvalidStepException refused(Path path, String why) {
        return new InvalidStepException("""
                Cannot keep the path "%s" as a result: %s. \
                Write the file into the directory that the step gets by @CacheUrl, and return its path there.""".formatted(path, why));
    }

    private static String join(Path relative) {
        String name = StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        return name.isEmpty() ? ITSELF : name;
    }

    /** Returns the path that a name stands for, which is in the directory and exists. */
    private static Path resolve(String name, Path directory) throws IOException {
        return name.equals(ITSELF) ? directory : inside(directory, relative(name, directory));
    }

    private static Path relative(String name, Path directory) throws IOException {
        requirePlainNames(name);
        try {
            return directory.getFileSystem().getPath(name);
        } catch (InvalidPathException e) {
            throw new IOException("Cannot read the path \"%s\": %s.".formatted(name, e.getReason()), e);
        }
    }

    private static void requirePlainNames(String name) throws IOException {
        for (String part : List.of(name.split("/", -1))) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IOException("Cannot read the path \"%s\": it is no name of a file below.".formatted(name));
            }
        }
    }

    private static Path inside(Path directory, Path relative) throws IOException {
        Path path = directory.resolve(relative);
        if (!path.toRealPath().equals(directory.toRealPath().resolve(relative))) {
            throw new IOException(
                    "Cannot read the path \"%s\": it leads out of \"%s\".".formatted(relative, directory));
        }
        return path;
    }

    /** Files that the step wrote into its own directory, each under the same rules, in the list's order. */
    static final class OfList implements Codec<List<Path>> {

        private final JsonCodec<String[]> json;

        OfList(JsonCodec<String[]> json) {
            this.json = json;
        }

        @Override
        public String id() {
            return "paths";
        }

        @Override
        public void encode(List<Path> value, Target target) throws IOException {
            Path directory = target.directory();
            List<String> names = new ArrayList<>();
            for (@Nullable Path path : value) {
                names.add(nameOf(requirePath(path, names.size()), directory));
            }
            json.encode(names.toArray(String[]::new), target);
        }

        private static Path requirePath(@Nullable Path path, int index) {
            if (path == null) {
                throw new InvalidStepException(
                        "Cannot keep the paths as a result: element %d is null. Return a list without null."
                                .formatted(index));
            }
            return path;
        }

        @Override
        public List<Path> decode(Source source) throws IOException {
            Path directory = source.directory();
            List<Path> paths = new ArrayList<>();
            for (@Nullable String name : json.decode(source)) {
                paths.add(resolve(requireName(name), directory));
            }
            return paths;
        }

        @Override
        public Optional<String> firstDifference(Source before, Source now) throws IOException {
            return json.firstDifference(before, now);
        }

        private static String requireName(@Nullable String name) throws IOException {
            if (name == null) {
                throw new IOException("Cannot read the paths: a name is null.");
            }
            return name;
        }
    }
}
