package io.cachetree.store;

import io.cachetree.tree.Durability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return isNew ? Optional.of(new DirectoryStage(directory, scratch.directory(directory))) : Optional.empty();
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
        for (StoredFile each : stage.seal(name -> true)) {
            Path path = stage.path().resolve(each.name());
            try {
                files.put(stage.directory() + "/" + each.name(), new Content(Files.readAllBytes(path), Instant.now()));
            } catch (IOException e) {
                throw new StoreException("read", path, e);
            }
        }
        copies.put(stage.directory(), stage.path());
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
        copies.entrySet().removeIf(copy -> isWithin(copy.getKey(), path) && discarded(copy));
    }

    private static boolean isWithin(String directory, String path) {
        return directory.equals(path) || directory.startsWith(prefix(path));
    }

    private static boolean discarded(Map.Entry<String, Path> copy) {
        new DirectoryStage(copy.getKey(), copy.getValue()).discard();
        return true;
    }

    @Override
    public Path local(String directory) {
        return copies.computeIfAbsent(StorePath.require(directory), this::writeOut);
    }

    private Path writeOut(String directory) {
        Path copy = scratch.directory(directory);
        String prefix = prefix(directory);
        below(prefix)
                .forEach((path, content) ->
                        Scratch.write(copy.resolve(path.substring(prefix.length())), content.bytes()));
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
