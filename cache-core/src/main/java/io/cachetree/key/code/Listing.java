package io.cachetree.key.code;

import io.cachetree.key.code.internal.Bodies;
import io.cachetree.key.code.internal.IndexedClass;
import io.cachetree.key.code.internal.Seal;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

    private record InDirectory(Path file, Seal.Stamp stamp) implements ClassFile {

        /** The class files of a directory, and the time of its index. */
        record Found(SortedMap<String, InDirectory> files, Optional<FileTime> index) {

            List<Seal.Stamp> stamps() {
                return files.values().stream().map(InDirectory::stamp).toList();
            }
        }

        static Found find(Path directory) throws IOException {
            SortedMap<String, InDirectory> files = new TreeMap<>();
            List<FileTime> index = new ArrayList<>();
            // A build tool may have made the directory, or what is in it, a link.
            Set<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
            Files.walkFileTree(directory, options, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = directory.relativize(file).toString().replace('\\', '/');
                    if (isClass(name)) {
                        String className = className(name);
                        FileTime modified = attributes.lastModifiedTime();
                        files.put(
                                className,
                                new InDirectory(file, new Seal.Stamp(className, attributes.size(), modified)));
                    } else if (name.equals(CodeIndex.NAME)) {
                        index.add(attributes.lastModifiedTime());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return new Found(files, index.stream().findFirst());
        }

        @Override
        public Optional<Path> path() {
            return Optional.of(file);
        }

        @Override
        public long size() {
            return stamp.size();
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
        InDirectory.Found found = InDirectory.find(place.path());
        byte[] index = found.index().isEmpty()
                ? new byte[0]
                : Files.readAllBytes(place.path().resolve(CodeIndex.NAME));
        Seal seal = Seal.of(index, found.stamps());
        boolean isSealed = found.index().filter(seal::isOn).isPresent();
        found.files().keySet().removeIf(each -> !wanted.test(each + SUFFIX));
        deliver(found.files(), CodeIndex.read(index), isSealed);
    }

    /** Returns what the class files of a directory are known by, in the order of their names. */
    static List<Seal.Stamp> stamps(Path directory) throws IOException {
        return InDirectory.find(directory).stamps();
    }

    private void listJar() throws IOException {
        try (JarFile jar = new JarFile(place.path().toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
            Map<String, ClassFile> found = new TreeMap<>();
            jar.versionedStream()
                    .filter(each -> isClass(each.getName()) && wanted.test(each.getName()))
                    .forEach(each -> found.put(className(each.getName()), new InJar(jar, each)));
            JarEntry file = jar.getJarEntry(CodeIndex.NAME);
            deliver(found, file == null ? Map.of() : CodeIndex.read(bytes(jar, file)), false);
        }
    }

    private void deliver(Map<String, ? extends ClassFile> files, Map<String, IndexedClass> index, boolean isSealed)
            throws IOException {
        Set<String> stale = index.isEmpty() ? Set.of() : stale(index, files, isSealed);
        for (Map.Entry<String, ? extends ClassFile> each : files.entrySet()) {
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
    private static Set<String> stale(
            Map<String, IndexedClass> index, Map<String, ? extends ClassFile> files, boolean isSealed)
            throws IOException {
        Set<String> stale = new HashSet<>();
        for (Map.Entry<String, ? extends ClassFile> each : files.entrySet()) {
            if (!isSame(index.get(each.getKey()), each.getValue(), isSealed)) {
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

    /** The time of one file alone tells nothing: tools that copy or restore files keep it, or do not, and clocks go wrong. */
    private static boolean isSame(@Nullable IndexedClass indexed, ClassFile file, boolean isSealed) throws IOException {
        return indexed != null
                && indexed.header().size() == file.size()
                && (isSealed || indexed.header().checksum() == file.checksum());
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(SUFFIX) && !file.startsWith("META-INF/") && !file.endsWith("-info.class");
    }

    private static String className(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
