package io.cachetree.cli.difference;

import io.cachetree.entry.EntryRecord;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A part of a result that is compared as a whole: a file, the directory of an image, or the value in the record.
 *
 * @param store the store
 * @param directory the entry's directory in the store
 * @param files its files, by their names in the entry; none for the value in the record
 * @param value the value in the record; empty for files
 */
@SuppressWarnings("ArrayRecordComponent") // Parts are not compared, their digests are.
record Part(Store store, String directory, List<StoredFile> files, byte[] value) {

    /** What the value of a step is called, in the record as well as in a file. */
    static final String RESULT = "result";

    /** What codecs give that have nothing to say beside their files. */
    private static final byte[] NOTHING = {'{', '}'};

    private static final String ZARR = ".zarr";

    /** Returns the parts of an entry by their names, the value first. */
    static Map<String, Part> of(Store store, EntryRecord record, String directory) {
        Map<String, Part> parts = new LinkedHashMap<>();
        byte[] value = record.result();
        if (value != null && !Arrays.equals(value, NOTHING)) {
            parts.put(RESULT, new Part(store, directory, List.of(), value));
        }
        Map<String, List<StoredFile>> grouped = record.outputs().stream()
                .collect(Collectors.groupingBy(file -> name(file.name()), TreeMap::new, Collectors.toList()));
        grouped.forEach((name, files) -> parts.put(name, new Part(store, directory, files, new byte[0])));
        return parts;
    }

    private static String name(String file) {
        int zarr = (file + "/").indexOf(ZARR + "/");
        if (zarr >= 0) {
            return file.substring(0, zarr + ZARR.length());
        }
        return file.equals(RESULT + ".json") ? RESULT : file;
    }

    boolean isValue() {
        return files.isEmpty();
    }

    long size() {
        return isValue()
                ? value.length
                : files.stream().mapToLong(StoredFile::size).sum();
    }

    /** Returns whether both have the same content, by their digests. */
    boolean isAs(Part other) {
        return digests().equals(other.digests());
    }

    private Map<String, Digest> digests() {
        return isValue()
                ? Map.of(RESULT, Digest.of(value))
                : files.stream().collect(Collectors.toMap(StoredFile::name, StoredFile::digest));
    }

    /** Opens the one file, or the value. */
    InputStream open() throws IOException {
        String file = directory + "/" + (isValue() ? "" : files.get(0).name());
        return isValue()
                ? new ByteArrayInputStream(value)
                : store.open(file).orElseThrow(() -> new NoSuchFileException(file));
    }

    String text() throws IOException {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Returns what is wrong with its files: what differs only in a damaged one would be told as a difference of results.
     *
     * @throws TooMuchException if there is no time to read all of them
     * @throws IOException if one cannot be read
     */
    Optional<String> damage(Effort effort) throws IOException {
        for (StoredFile file : files) {
            String path = directory + "/" + file.name();
            Optional<InputStream> content = store.open(path);
            if (content.isEmpty()) {
                return Optional.of(path + ": it is missing");
            }
            if (!digest(content.get(), effort).equals(file.digest())) {
                return Optional.of(path + ": its content changed");
            }
        }
        return Optional.empty();
    }

    private static Digest digest(InputStream content, Effort effort) throws IOException {
        Digest.Hasher hasher = Digest.hasher();
        byte[] buffer = new byte[1 << 16];
        try (content) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                effort.spend(count);
                hasher.put(buffer, 0, count);
            }
        }
        return hasher.digest();
    }

    /** Returns the place of a file or directory of the entry in the local file system. */
    Path path(String name) throws IOException {
        return store.local(directory, files).resolve(name);
    }
}
