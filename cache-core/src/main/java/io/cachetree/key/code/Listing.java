package io.cachetree.key.code;

import io.cachetree.key.code.internal.Bodies;
import io.cachetree.key.code.internal.IndexedClass;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** Lists the classes of a directory or jar, with what an index knows of them as far as it can be believed. */
final class Listing {

    /** Takes classes one by one. */
    interface Sink {

        /** Takes a class of which the file has to be read, and its path if it lies in a directory. */
        void read(String className, Optional<Path> file, byte[] bytes);

        /** Takes a class that the index knows. */
        void known(String className, Optional<Path> file, IndexedClass indexed);
    }

    private record Entry(Path file, BasicFileAttributes attributes) {}

    private static final String SUFFIX = ".class";

    private final Place place;
    private final Predicate<String> wanted;
    private final Sink sink;

    private Listing(Place place, Predicate<String> wanted, Sink sink) {
        this.place = place;
        this.wanted = wanted;
        this.sink = sink;
    }

    /**
     * Lists the classes of a place that are wanted by their internal names.
     *
     * @throws InvalidStepException if it cannot be read
     */
    static void list(Place place, Predicate<String> wanted, Sink sink) {
        try {
            Listing listing = new Listing(place, wanted, sink);
            if (place.isDirectory()) {
                listing.listDirectory();
            } else {
                listing.listJar();
            }
        } catch (IOException e) {
            throw new InvalidStepException(
                    "Cannot read the classes in \"%s\": %s. Build the project again, or give the step a version."
                            .formatted(place.path(), e.getMessage()),
                    e);
        }
    }

    private void listDirectory() throws IOException {
        Map<String, Entry> entries = entries();
        Path file = place.path().resolve(CodeIndex.NAME);
        boolean isIndexed = Files.isRegularFile(file);
        Map<String, IndexedClass> index = isIndexed ? CodeIndex.read(Files.readAllBytes(file)) : Map.of();
        Set<String> stale = index.isEmpty() ? Set.of() : stale(index, entries, Files.getLastModifiedTime(file));
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Optional<Path> path = Optional.of(each.getValue().file());
            IndexedClass indexed = index.get(each.getKey());
            if (indexed == null || stale.contains(Bodies.sourceFile(each.getKey()))) {
                sink.read(each.getKey(), path, Files.readAllBytes(path.get()));
            } else {
                sink.known(each.getKey(), path, indexed);
            }
        }
    }

    private Map<String, Entry> entries() throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        // A build tool may have made the directory, or what is in it, a link.
        Set<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
        Files.walkFileTree(place.path(), options, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = place.path().relativize(file).toString().replace('\\', '/');
                if (isWanted(name)) {
                    entries.put(className(name), new Entry(file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }

    /** Returns the source files of which a class was compiled, added or deleted after the index was written. */
    private static Set<String> stale(Map<String, IndexedClass> index, Map<String, Entry> entries, FileTime written)
            throws IOException {
        Set<String> stale = new HashSet<>();
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            if (!isSame(index.get(each.getKey()), each.getValue(), written)) {
                stale.add(Bodies.sourceFile(each.getKey()));
            }
        }
        for (String each : index.keySet()) {
            if (!entries.containsKey(each)) {
                stale.add(Bodies.sourceFile(each));
            }
        }
        return stale;
    }

    private static boolean isSame(@Nullable IndexedClass indexed, Entry entry, FileTime written) throws IOException {
        if (indexed == null || indexed.header().size() != entry.attributes().size()) {
            return false;
        }
        boolean isOlder = entry.attributes().lastModifiedTime().compareTo(written) < 0;
        return isOlder
                || CodeIndex.checksum(Files.readAllBytes(entry.file()))
                        == indexed.header().checksum();
    }

    private void listJar() throws IOException {
        try (JarFile jar = new JarFile(place.path().toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
            JarEntry file = jar.getJarEntry(CodeIndex.NAME);
            Map<String, IndexedClass> index = file == null ? Map.of() : CodeIndex.read(bytes(jar, file));
            for (JarEntry entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
                if (isWanted(entry.getName())) {
                    IndexedClass indexed = index.get(className(entry.getName()));
                    if (indexed == null) {
                        sink.read(className(entry.getName()), Optional.empty(), bytes(jar, entry));
                    } else {
                        sink.known(className(entry.getName()), Optional.empty(), indexed);
                    }
                }
            }
        }
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private boolean isWanted(String file) {
        return file.endsWith(SUFFIX)
                && !file.startsWith("META-INF/")
                && !file.endsWith("-info.class")
                && wanted.test(file);
    }

    private static String className(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
