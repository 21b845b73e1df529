package io.cachetree.remote;

import static io.cachetree.remote.machine.ThisMachine.here;

import io.cachetree.remote.machine.LocalCopies;
import io.cachetree.remote.machine.ScratchSpace;
import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectInfo;
import io.cachetree.remote.object.ObjectStore;
import io.cachetree.remote.object.ObjectStore.Depth;
import io.cachetree.store.StoreException;
import io.cachetree.store.StorePath;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Transfer.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remote directories as directories of this machine: those that this process published itself, as long as they are as they were, and
 * copies of all others.
 *
 * <p>Thread safety: may be used by many threads.
 */
final class LocalFiles implements AutoCloseable {

    private static final int PART = 16 << 20;

    private final RemoteStore store;
    private final ObjectStore objects;
    private final Transfers transfers;
    private final ScratchSpace scratch;
    private final LocalCopies copies;
    private final Map<String, OwnFiles> own = new ConcurrentHashMap<>();

    LocalFiles(RemoteStore store, ObjectStore objects, Transfers transfers, ScratchSpace scratch, LocalCopies copies) {
        this.store = store;
        this.objects = objects;
        this.transfers = transfers;
        this.scratch = scratch;
        this.copies = copies;
    }

    /** Says that the files of a local directory are those of a remote one, or some of them. */
    void published(String directory, Path path) {
        own.put(directory, new OwnFiles(path));
    }

    /** Says that a published directory is not read by those who wrote it any more. */
    void release(String directory, Runnable deletion) {
        OwnFiles files = own.get(directory);
        if (files == null) {
            deletion.run();
        } else if (files.release(deletion)) {
            own.remove(directory, files);
        }
    }

    void deleted(String path) {
        own.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
    }

    Path verified(String directory, List<StoredFile> files) throws IOException {
        Optional<Path> mine = own(directory).flatMap(known -> known.lend(files));
        return mine.isPresent()
                ? mine.get()
                : copies.directory(address(directory), files, places -> fetch(directory, places));
    }

    InputStream opened(String directory, StoredFile file) throws IOException {
        Optional<InputStream> mine = own(directory).flatMap(known -> known.open(file));
        return mine.isPresent()
                ? mine.get()
                : copies.open(address(directory), file, places -> fetch(directory, places));
    }

    private Optional<OwnFiles> own(String directory) {
        return Optional.ofNullable(own.get(directory));
    }

    private String address(String directory) {
        return store.address(directory).toString();
    }

    /** Nobody knows the digests, so the files are taken as they come, and are not shared. */
    Path all(String directory) {
        own(directory).ifPresent(known -> known.lend(List.of()));
        Path here = scratch.directory(directory);
        List<ObjectInfo> lines = store.ask("list", directory, () -> objects.list(store.key(directory), Depth.ALL));
        try {
            Map<Path, ObjectInfo> missing = new LinkedHashMap<>();
            for (ObjectInfo line : lines) {
                Path place = StorePath.below(here, line.name());
                if (!line.isDirectory() && !hasSize(place, line.size())) {
                    Files.createDirectories(parent(place));
                    missing.put(place, line);
                }
            }
            List<Download> downloads = new ArrayList<>();
            missing.forEach(
                    (place, line) -> downloads.addAll(parts(directory + "/" + line.name(), line.size(), place)));
            fetch(directory, missing.keySet(), downloads);
            return here;
        } catch (IOException e) {
            throw new StoreException("read", store + "/" + directory, e);
        }
    }

    private static boolean hasSize(Path file, long size) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == size;
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private void fetch(String directory, Map<StoredFile, Path> places) throws IOException {
        List<Download> downloads = new ArrayList<>();
        places.forEach((file, place) -> downloads.addAll(parts(directory + "/" + file.name(), file.size(), place)));
        fetch(directory, places.values(), downloads);
    }

    private void fetch(String directory, Collection<Path> places, List<Download> downloads) throws IOException {
        for (Path place : places) {
            here("write", place, () -> Files.write(place, new byte[0]));
        }
        try {
            transfers.move(Direction.FROM_STORAGE, directory, downloads);
        } catch (ObjectException e) {
            throw store.explained("read", directory, e);
        }
    }

    private List<Download> parts(String file, long size, Path place) {
        List<Download> parts = new ArrayList<>();
        for (long from = 0; from < size; from += PART) {
            parts.add(new Download(file, from, (int) Math.min(PART, size - from), place));
        }
        return parts;
    }

    /** A part of a file, which goes to the same place of a file here. */
    private final class Download implements Transfers.Piece {
        private final String file;
        private final long from;
        private final int length;
        private final Path place;

        Download(String file, long from, int length, Path place) {
            this.file = file;
            this.from = from;
            this.length = length;
            this.place = place;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public void move() throws IOException {
            ByteBuffer content = ByteBuffer.wrap(content());
            here("write", place, () -> write(content));
        }

        private long write(ByteBuffer content) throws IOException {
            try (FileChannel channel = FileChannel.open(place, StandardOpenOption.WRITE)) {
                while (content.hasRemaining()) {
                    channel.write(content, from + content.position());
                }
                return content.position();
            }
        }

        private byte[] content() throws IOException {
            try {
                return objects.get(store.key(file), from, length)
                        .orElseThrow(
                                () -> new NoSuchFileException(file, null, "file \"%s\" is missing".formatted(file)));
            } catch (ObjectException e) {
                if (e.failure() == Failure.RANGE) {
                    throw new IOException("file \"%s\" is damaged: it is too short".formatted(file), e);
                }
                throw e;
            }
        }
    }

    @Override
    public void close() {
        copies.close();
    }
}
