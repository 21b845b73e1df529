package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** By what an image that was opened from a directory is known as an input of steps. */
public enum Identity {
    /**
     * By the metadata, and the names, sizes and times of all other files, when it was opened. Costs a listing of the
     * directory, however large the image is; a copy whose files have other times is another image.
     */
    FILES,
    /** By the values, see {@link ValueDigest}: the whole image is read once, when it first is an input of a step. */
    VALUES;

    private static final Set<String> METADATA = Set.of("zarr.json", ".zarray", ".zattrs");

    /** Returns the digest for {@link #FILES}. */
    static Digest ofFiles(Path directory) throws IOException {
        Digest.Hasher hasher = Digest.hasher();
        try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : walk.sorted().toList()) {
                put(directory.relativize(file), file, hasher);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return hasher.digest();
    }

    private static void put(Path name, Path file, Digest.Hasher hasher) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return;
        }
        put(name.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8), hasher);
        if (METADATA.contains(file.getFileName().toString())) {
            put(Files.readAllBytes(file), hasher);
        } else {
            hasher.put(attributes.size());
            hasher.put(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        }
    }

    private static void put(byte[] bytes, Digest.Hasher hasher) {
        hasher.put(bytes.length);
        hasher.put(bytes);
    }
}
