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

    /** A class file that was found and not yet read. */
    private interface ClassFile {

        Optional<Path> path();

        long size();

        int checksum() throws IOException;

        byte[] bytes() throws IOException;
    }

    private record InDirectory(Path file, long size) implements ClassFile {

        @Override
        public Optional<Path> path() {
            return Optional.of(file);
        }

        @Override
        public int checksum() throws IOException {
            return CodeIndex.checksum(bytes());
        }

        @Override
        public byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }
    }

    /** The jar's directory has sizes and checksums. */
    private record InJar(JarFile jar, JarEntry entry) implements ClassFile {

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public int checksum() {
            return (int) entry.getCrc();
        }

        @Override
        public byte[] bytes() throws IOException {
            return Listing.bytes(jar, entry);
        }
    }

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
        Path file = place.path().resolve(CodeIndex.NAME);
        boolean isIndexed = Files.isRegularFile(file);
        deliver(inDirectory(), isIndexed ? CodeIndex.read(Files.readAllBytes(file)) : Map.of());
    }

    private Map<String, ClassFile> inDirectory() throws IOException {
        Map<String, ClassFile> found = new TreeMap<>();
        // A build tool may have made the directory, or what is in it, a link.
        Set<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
        Files.walkFileTree(place.path(), options, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = place.path().relativize(file).toString().replace('\\', '/');
                if (isWanted(name)) {
                    found.put(className(name), new InDirectory(file, attributes.size()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private void listJar() throws IOException {
        try (JarFile jar = new JarFile(place.path().toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
            Map<String, ClassFile> found = new TreeMap<>();
            jar.versionedStream()
                    .filter(each -> isWanted(each.getName()))
                    .forEach(each -> found.put(className(each.getName()), new InJar(jar, each)));
            JarEntry file = jar.getJarEntry(CodeIndex.NAME);
            deliver(found, file == null ? Map.of() : CodeIndex.read(bytes(jar, file)));
        }
    }

    private void deliver(Map<String, ClassFile> files, Map<String, IndexedClass> index) throws IOException {
        Set<String> stale = index.isEmpty() ? Set.of() : stale(index, files);
        for (Map.Entry<String, ClassFile> each : files.entrySet()) {
            ClassFile file = each.getValue();
            IndexedClass indexed = index.get(each.getKey());
            if (indexed == null || stale.contains(Bodies.sourceFile(each.getKey()))) {
                sink.read(each.getKey(), file.path(), file.bytes());
            } else {
                sink.known(each.getKey(), file.path(), indexed);
            }
        }
    }

    /** Returns the source files of which a class is another one than the index knows, or was added or deleted. */
    private static Set<String> stale(Map<String, IndexedClass> index, Map<String, ClassFile> files) throws IOException {
        Set<String> stale = new HashSet<>();
        for (Map.Entry<String, ClassFile> each : files.entrySet()) {
            if (!isSame(index.get(each.getKey()), each.getValue())) {
                stale.add(Bodies.sourceFile(each.getKey()));
            }
        }
        for (String each : index.keySet()) {
            if (!files.containsKey(each)) {
                stale.add(Bodies.sourceFile(each));
            }
        }
        return stale;
    }

    /** Times tell nothing: tools that copy or restore files keep them, or do not. */
    private static boolean isSame(@Nullable IndexedClass indexed, ClassFile file) throws IOException {
        return indexed != null
                && indexed.header().size() == file.size()
                && indexed.header().checksum() == file.checksum();
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
