package io.cachetree.key.code;

import io.cachetree.key.code.internal.IndexFormat;
import io.cachetree.key.code.internal.IndexedClass;
import io.cachetree.key.code.internal.Seal;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What is known at build time of the classes in a directory, so that nobody has to take their bytecode apart later:
 * {@code META-INF/cachetree/code.idx}.
 *
 * <ul>
 *   <li>The same class files have the same index, byte by byte.
 *   <li>It is believed for a class only if all classes of the same source file still have the size and CRC-32 that they had. In
 *       a jar, the jar's own directory tells. Class files in a directory need not be read if all of them have the very size and
 *       time that they had when the index was written, which the time of the index file tells, as a checksum in the fraction of its second.
 *       Otherwise all are read, but not taken apart.
 *   <li>An index of another format, or a damaged one, counts as none.
 * </ul>
 */
public final class CodeIndex {

    /** Where the index of a directory or jar stands in it. */
    public static final String NAME = "META-INF/cachetree/code.idx";

    private CodeIndex() {}

    /**
     * Writes the index of all classes in a directory. It has to be done after the last tool that changes them.
     *
     * @param classesDirectory the directory that a compiler wrote classes to
     * @throws IOException if the index cannot be written
     * @throws InvalidStepException if a class file cannot be read
     */
    public static void write(Path classesDirectory) throws IOException {
        Path index = classesDirectory.resolve(NAME);
        Files.deleteIfExists(index);
        // Taken before the class files are read: what is written meanwhile has to differ.
        List<Seal.Stamp> stamps = Listing.stamps(classesDirectory);
        URL[] only = {classesDirectory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(only, ClassLoader.getPlatformClassLoader())) {
            Place place = new Place(classesDirectory.toAbsolutePath(), true);
            Universe universe = Universe.around(Optional.of(place), new Resources(loader), OwnCode.ofBuild());
            byte[] bytes = IndexFormat.write(new TreeMap<>(universe.indexed()));
            Files.createDirectories(classesDirectory.resolve("META-INF").resolve("cachetree"));
            Files.write(index, bytes);
            seal(index, Seal.of(bytes, stamps));
        }
    }

    private static void seal(Path index, Seal seal) {
        try {
            Files.setLastModifiedTime(index, seal.on(Files.getLastModifiedTime(index)));
        } catch (IOException refused) {
            // Then the class files are read and compared.
            return;
        }
    }

    /** Returns what the bytes of an index say; nothing if they are damaged. */
    static Map<String, IndexedClass> read(byte[] bytes) {
        try {
            return IndexFormat.read(bytes);
        } catch (IOException damaged) {
            return Map.of();
        }
    }

    /** Returns the checksum by which a class file is known again. */
    static int checksum(byte[] classFile) {
        CRC32 checksum = new CRC32();
        checksum.update(classFile);
        return (int) checksum.getValue();
    }
}
