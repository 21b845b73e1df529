package io.cachetree.zarr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of an image that say what it is, by their names relative to it. Where each file is a request, the record holds them
 * as well, so that a hit asks for nothing else.
 *
 * <p>Thread safety: any number of threads.
 */
final class Metadata {

    private static final Set<String> NAMES = Set.of(".zattrs", ".zgroup", ".zarray", "zarr.json");

    /** Of a larger one the files are asked for. */
    private static final int LARGEST = 32 * 1024;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** Returns what a record holds of an image. */
    static Metadata of(Map<String, String> texts) {
        Metadata metadata = new Metadata();
        texts.forEach((name, text) -> metadata.files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return metadata;
    }

    /** Returns whether a file says what an image is. */
    static boolean isOf(String file) {
        return NAMES.contains(file.substring(file.lastIndexOf('/') + 1));
    }

    /** Takes note of a file that is written, if it is one of these. */
    void add(String name, List<ByteBuffer> parts) {
        if (isOf(name) && parts.size() == 1) {
            byte[] content = new byte[parts.get(0).remaining()];
            parts.get(0).duplicate().get(content);
            files.put(name, content);
        }
    }

    Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Returns what is to stand in a record, or nothing if that is too much. */
    Optional<Map<String, String>> texts() {
        if (files.values().stream().mapToInt(file -> file.length).sum() > LARGEST) {
            return Optional.empty();
        }
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
        return Optional.of(texts);
    }
}
