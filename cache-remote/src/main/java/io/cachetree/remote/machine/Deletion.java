package io.cachetree.remote.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes directories of this machine; of a symbolic link only the link. */
final class Deletion {

    private Deletion() {}

    /** Deletes what can be deleted, and returns whether that was all. */
    static boolean attempt(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> inwards = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : inwards) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return !Files.exists(directory);
        }
    }
}
