package io.cachetree.store;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a zip file, which anybody may have made: it is believed as far as it cannot do harm.
 *
 * <ul>
 *   <li>No name leads out of the file, none is there twice, and no file is a directory as well.
 *   <li>No file says that it is larger than its bytes in the zip can make it, and all of them together have no more bytes in the zip
 *       than there are: so a small file cannot stand for an absurd amount of data.
 * </ul>
 */
final class ZipEntries {

    /** What deflate makes of the most uniform data: 258 bytes from 2 bits. */
    private static final long LARGEST_RATIO = 1032;

    private static final long LEAST = 1024;

    /** Directories have their slash at the end, as in the zip. */
    private final NavigableMap<String, ZipEntry> entries = new TreeMap<>();

    /** Reads the entries below a directory of the zip file, {@code ""} or one with a slash at its end. */
    static ZipEntries of(ZipFile zip, String below, long length) throws IOException {
        ZipEntries all = new ZipEntries();
        long compressed = 0;
        for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
            ZipEntry entry = each.nextElement();
            compressed += all.add(entry);
            if (compressed > length) {
                throw new ZipException("its entries overlap, so that it would become larger than any data in it");
            }
        }
        all.requireNoFileIsADirectory();
        return below.isEmpty() ? all : all.below(below);
    }

    private long add(ZipEntry entry) throws ZipException {
        String name = entry.getName();
        requireName(entry.isDirectory() ? name.substring(0, name.length() - 1) : name);
        requirePossible(entry);
        if (entries.put(name, entry) != null) {
            throw new ZipException("it has \"%s\" twice".formatted(name));
        }
        return entry.getCompressedSize();
    }

    private static void requireName(String name) throws ZipException {
        try {
            StorePath.require(name);
        } catch (IllegalArgumentException e) {
            throw new ZipException("the name \"%s\" in it could lead elsewhere".formatted(name));
        }
    }

    private static void requirePossible(ZipEntry entry) throws ZipException {
        long most = entry.getMethod() == ZipEntry.STORED
                ? entry.getCompressedSize()
                : entry.getCompressedSize() * LARGEST_RATIO + LEAST;
        if (entry.getSize() < 0 || entry.getCompressedSize() < 0 || entry.getSize() > most) {
            throw new ZipException("\"%s\" in it cannot have %d bytes, as it takes %d"
                    .formatted(entry.getName(), entry.getSize(), entry.getCompressedSize()));
        }
    }

    private void requireNoFileIsADirectory() throws ZipException {
        for (String name : entries.keySet()) {
            String below = entries.higherKey(name + "/");
            boolean isFile = !name.endsWith("/");
            if (isFile && (entries.containsKey(name + "/") || (below != null && below.startsWith(name + "/")))) {
                throw new ZipException("\"%s\" in it is both a file and a directory".formatted(name));
            }
        }
    }

    private ZipEntries below(String prefix) {
        ZipEntries some = new ZipEntries();
        in(prefix).forEach((name, entry) -> some.entries.put(name.substring(prefix.length()), entry));
        return some;
    }

    private NavigableMap<String, ZipEntry> in(String prefix) {
        return entries.subMap(prefix, false, prefix + Character.MAX_VALUE, false);
    }

    Optional<ZipEntry> file(String path) {
        return Optional.ofNullable(entries.get(StorePath.require(path)));
    }

    /** Returns the names, relative to it, of all files in a directory and those below. */
    List<String> filesIn(String directory) {
        String prefix = prefix(directory);
        return in(prefix).keySet().stream()
                .filter(name -> !name.endsWith("/"))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** Returns all files with their paths. */
    List<String> files() {
        return filesIn("");
    }

    /** Returns what stands directly in a directory; what stands below each of its directories is leapt over. */
    List<StoreItem> list(String directory) {
        String prefix = prefix(directory);
        List<StoreItem> items = new ArrayList<>();
        String next = entries.higherKey(prefix);
        while (next != null && next.startsWith(prefix)) {
            StoreItem item = item(next, prefix.length());
            items.add(item);
            next = item.kind() == StoreItem.Kind.FILE
                    ? entries.higherKey(next)
                    : entries.ceilingKey(prefix + item.name() + (char) ('/' + 1));
        }
        return items;
    }

    private StoreItem item(String path, int start) {
        int slash = path.indexOf('/', start);
        ZipEntry entry = entries.get(path);
        return new StoreItem(
                path.substring(start, slash < 0 ? path.length() : slash),
                slash < 0 ? StoreItem.Kind.FILE : StoreItem.Kind.DIRECTORY,
                modified(entry));
    }

    private static Instant modified(@Nullable ZipEntry entry) {
        FileTime time = entry == null ? null : entry.getLastModifiedTime();
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    private static String prefix(String directory) {
        return directory.isEmpty() ? "" : StorePath.require(directory) + "/";
    }
}
