package io.cachetree.remote;

import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectInfo;
import io.cachetree.remote.object.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Objects in memory, with a list of what was written. */
final class MemoryObjects implements ObjectStore {

    final List<String> puts = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Optional<byte[]> get(String key, long from, int length) {
        return get(key).map(content -> part(content, from, length));
    }

    private static byte[] part(byte[] content, long from, int length) {
        if (from + length > content.length) {
            throw new ObjectException(Failure.RANGE, "it ends before");
        }
        return Arrays.copyOfRange(content, (int) from, (int) from + length);
    }

    @Override
    public OptionalLong size(String key) {
        return get(key).stream().mapToLong(content -> content.length).findFirst();
    }

    @Override
    public void put(String key, byte[] content) {
        puts.add(key);
        objects.put(key, content.clone());
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        puts.add(key);
        return objects.putIfAbsent(key, content.clone()) == null;
    }

    @Override
    public List<ObjectInfo> list(String directory, Depth depth) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        Map<String, ObjectInfo> lines = new TreeMap<>();
        objects.forEach((key, content) -> {
            if (key.startsWith(prefix)) {
                ObjectInfo line = line(key.substring(prefix.length()), content.length, depth);
                lines.put(line.name(), line);
            }
        });
        return new ArrayList<>(lines.values());
    }

    private static ObjectInfo line(String name, int size, Depth depth) {
        int slash = name.indexOf('/');
        return depth == Depth.ALL || slash < 0
                ? new ObjectInfo(name, false, size, Instant.now())
                : new ObjectInfo(name.substring(0, slash), true, 0, Instant.EPOCH);
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void deleteBelow(String directory) {
        objects.keySet().removeIf(key -> key.startsWith(directory + "/"));
    }

    @Override
    public void close() {}
}
