package io.cachetree.store;

import io.cachetree.tree.Durability;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Store} in the memory of this process, for tests and for runs that need no trace.
 *
 * <p>Where a local directory is asked for, it is one in {@link Scratch scratch space}: a stage's files are taken into
 * memory when its record is published, an entry's files are written out when somebody wants to read them there.
 */
final class MemoryStore implements Store {

    @SuppressWarnings("ArrayRecordComponent") // It is not compared.
    private record Content(byte[] bytes, Instant modified) {}

    private final ConcurrentNavigableMap<String, Content> files = new ConcurrentSkipListMap<>();
    private final Set<String> stages = ConcurrentHashMap.newKeySet();
    private final Map<String, Path> copies = new ConcurrentHashMap<>();
    private final Scratch scratch = new Scratch();

    @Override
    public URI location() {
        return URI.create("memory:/");
    }

    @Override
    public Access access() {
        return Access.TRANSFERRED;
    }

    @Override
    public Optional<byte[]> read(String file) {
        Optional<byte[]> content = content(file);
        if (content.filter(bytes -> bytes.length > LARGEST_READ).isPresent()) {
            throw new StoreException("read", file, SmallFile.tooLarge(file));
        }
        return content.map(byte[]::clone);
    }

    @Override
    public Optional<InputStream> open(String file) {
        return content(file).map(ByteArrayInputStream::new);
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        return content(file).stream()
                .mapToInt(bytes -> copied(bytes, from, into))
                .findFirst();
    }

    private static int copied(byte[] bytes, long from, ByteBuffer into) {
        int start = (int) Math.min(from, bytes.length);
        int length = Math.min(into.remaining(), bytes.length - start);
        into.put(bytes, start, length);
        return length;
    }

    @Override
    public OptionalLong size(String file) {
        return content(file).stream().mapToLong(bytes -> bytes.length).findFirst();
    }

    private Optional<byte[]> content(String file) {
        return Optional.ofNullable(files.get(StorePath.require(file))).map(Content::bytes);
    }

    @Override
    public List<StoreItem> list(String directory) {
        Map<String, StoreItem> items = new LinkedHashMap<>();
        String prefix = prefix(directory);
        below(prefix).forEach((path, content) -> {
            StoreItem item = item(path.substring(prefix.length()), content);
            items.putIfAbsent(item.name(), item);
        });
        return new ArrayList<>(items.values());
    }

    private static StoreItem item(String rest, Content content) {
        int slash = rest.indexOf('/');
        return slash < 0
                ? new StoreItem(rest, StoreItem.Kind.FILE, content.modified())
                : new StoreItem(rest.substring(0, slash), StoreItem.Kind.DIRECTORY, content.modified());
    }

    @Override
    public void prepare(String directory) {
        StorePath.below(Path.of(""), directory);
    }

    @Override
    public Optional<Stage> stage(String directory) {
        boolean isNew = below(prefix(directory)).isEmpty() && stages.add(StorePath.require(directory));
        return isNew
                ? Optional.of(ScratchStage.of(directory, scratch.directory(directory), new Entry(directory)))
                : Optional.empty();
    }

    /** The directory of an entry in the memory of this store. */
    private final class Entry implements ScratchStage.Destination {
        private final String directory;

        Entry(String directory) {
            this.directory = directory;
        }

        /** Nobody else could write to the memory of this process. */
        @Override
        public URI uri() {
            return scratch.directory(directory).toUri();
        }

        @Override
        public void put(String name, List<ByteBuffer> parts) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (ByteBuffer part : parts) {
                byte[] copy = new byte[part.remaining()];
                part.duplicate().get(copy);
                bytes.writeBytes(copy);
            }
            files.put(directory + "/" + StorePath.require(name), new Content(bytes.toByteArray(), Instant.now()));
        }

        @Override
        public void delete(String name) {
            files.remove(directory + "/" + name);
        }

        /** Nobody makes a copy meanwhile. */
        @Override
        public void release(Runnable deletion) {
            copies.compute(directory, (same, copy) -> {
                if (copy == null) {
                    deletion.run();
                }
                return copy;
            });
        }

        @Override
        public void discard() {
            below(prefix(directory)).clear();
        }
    }

    @Override
    public boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        if (stage != null) {
            takeIn(stage);
        }
        Content mine = new Content(content.clone(), Instant.now());
        Content winner = files.putIfAbsent(StorePath.require(file), mine);
        return winner == null || Arrays.equals(winner.bytes(), content);
    }

    private void takeIn(Stage stage) {
        for (String name : ((ScratchStage) stage).waiting()) {
            Path path = stage.path().resolve(name);
            try {
                files.put(stage.directory() + "/" + name, new Content(Files.readAllBytes(path), Instant.now()));
            } catch (IOException e) {
                throw new StoreException("read", path, e);
            }
        }
    }

    @Override
    public void replace(String file, byte[] content) {
        files.put(StorePath.require(file), new Content(content.clone(), Instant.now()));
    }

    @Override
    public void delete(String path) {
        files.remove(StorePath.require(path));
        below(prefix(path)).clear();
        stages.removeIf(stage -> isWithin(stage, path));
        copies.keySet().removeIf(copy -> isWithin(copy, path));
        scratch.delete(path);
    }

    private static boolean isWithin(String directory, String path) {
        return directory.equals(path) || directory.startsWith(prefix(path));
    }

    @Override
    public Path local(String directory) {
        return copies.computeIfAbsent(StorePath.require(directory), this::writeOut);
    }

    /** What waited in the directory of a stage is there already. */
    private Path writeOut(String directory) {
        Path copy = scratch.directory(directory);
        String prefix = prefix(directory);
        below(prefix).forEach((path, content) -> {
            Path file = copy.resolve(path.substring(prefix.length()));
            if (!Files.isRegularFile(file)) {
                Scratch.write(file, content.bytes());
            }
        });
        return copy;
    }

    @Override
    public void close() {
        scratch.close();
    }

    private static String prefix(String directory) {
        return directory.isEmpty() ? "" : StorePath.require(directory) + "/";
    }

    private ConcurrentNavigableMap<String, Content> below(String prefix) {
        return prefix.isEmpty() ? files : files.subMap(prefix, prefix + Character.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "memory:";
    }
}
