package io.cachetree.benchmarks;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** What a commit does at least, by bare calls of {@code java.nio.file}: the baselines. */
final class Bare {

    private static final int FILE_SIZE = 2048;

    private Bare() {}

    /** Returns the content of a small file, another one for each number. */
    static byte[] content(int number) {
        byte[] content = new byte[FILE_SIZE];
        Arrays.fill(content, (byte) number);
        return content;
    }

    static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content, CREATE_NEW, WRITE);
    }

    /** Makes a link point at a directory beside it, whatever it pointed at before. */
    static void pointAt(Path link, Path directory) throws IOException {
        Path temporary = link.resolveSibling("." + link.getFileName());
        Files.createSymbolicLink(temporary, directory.getFileName());
        Files.move(temporary, link, ATOMIC_MOVE);
    }

    /** Publishes a file the way that is atomic and exclusive. */
    static void publish(Path file, byte[] content) throws IOException {
        Path temporary = writeTemporary(file, content);
        link(file, temporary);
    }

    /** Publishes a file, with the files of a directory that belongs to it, so that all of it survives a power cut. */
    static void publishDurably(Path file, byte[] content, List<Path> files, ExecutorService threads)
            throws IOException {
        Path temporary = writeTemporary(file, content);
        force(Stream.concat(Stream.of(temporary), files.stream()), threads);
        link(file, temporary);
        force(parent(file));
    }

    private static Path writeTemporary(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName());
        write(temporary, content);
        return temporary;
    }

    private static void link(Path file, Path temporary) throws IOException {
        Files.createLink(file, temporary);
        Files.delete(temporary);
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " stands nowhere");
        }
        return parent;
    }

    private static void force(Stream<Path> paths, ExecutorService threads) {
        CompletableFuture<?>[] all = paths.map(path -> CompletableFuture.runAsync(() -> force(path), threads))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
    }

    private static void force(Path path) {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
