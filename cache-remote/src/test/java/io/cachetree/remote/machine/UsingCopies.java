package io.cachetree.remote.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A program that uses a copy, says so, and then waits to be stopped, or ends like one that is killed. */
final class UsingCopies {

    private UsingCopies() {}

    public static void main(String[] arguments) throws IOException {
        Path place = Path.of(arguments[2]);
        try (LocalCopies copies = new LocalCopies(Path.of(arguments[0]), Long.MAX_VALUE / 2)) {
            Path directory = copies.directory(arguments[1], LocalCopiesTest.files("1000"), files -> {
                for (var each : files.entrySet()) {
                    Files.write(
                            each.getValue(), LocalCopiesTest.bytes(each.getKey().name()));
                }
            });
            Path written = Files.writeString(place.resolve("ready.tmp"), directory.toString());
            Files.move(written, place.resolve("ready"));
            if (Files.exists(place.resolve("halt"))) {
                Runtime.getRuntime().halt(9);
            }
            awaited(place.resolve("stop"));
        }
    }

    /** Waits for a file, and returns the path in it. */
    static Path awaited(Path file) throws IOException {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(5_000_000);
        }
        return Path.of(Files.readString(file));
    }
}
