package io.cachetree.store;

import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Store} in a zip file, which is only read.
 *
 * <p>What cannot be unpacked is damaged content like any other: whoever reads it compares it with a digest. A symbolic link in a zip
 * file is a file here that holds the name of its target, and damaged like any other, too.
 */
final class ZipStore implements UnwritableStore {

    /** From so many bytes on, those that take far less in the zip are not unpacked without being asked for by name. */
    private static final long LARGE = 1L << 30;

    private static final long USUAL_RATIO = 200;
    private static final int PIECE = 256 * 1024;

    private final String shown;
    private final URI location;
    private final ZipFile zip;
    private final ZipEntries entries;
    private final Scratch scratch = new Scratch();
    private final Map<String, Digest> unpacked = new HashMap<>();

    private ZipStore(String shown, URI location, ZipFile zip, ZipEntries entries) {
        this.shown = shown;
        this.location = location;
        this.zip = zip;
        this.entries = entries;
    }

    /**
     * Opens the zip file that a URL names.
     *
     * @param location the URL without its scheme: {@code runs.zip}, {@code runs.zip!/mouse-12} or {@code file:///data/runs.zip}
     * @throws InvalidStepException if there is none, or if it is damaged or made to do harm
     */
    static ZipStore at(String location) {
        int end = location.indexOf("!/");
        String name = end < 0 ? location : location.substring(0, end);
        String below = end < 0 ? "" : location.substring(end + 2);
        Path file = name.startsWith("file:") ? StoreLocation.file(name) : StoreLocation.path(name);
        return at(file, below.isEmpty() || below.endsWith("/") ? below : below + "/");
    }

    /** Opens a zip file, as seen from a directory in it: {@code ""}, or one with a slash at its end. */
    @SuppressWarnings("StreamResourceLeak") // The store closes it.
    static ZipStore at(Path file, String below) {
        String suffix = below.isEmpty() ? "" : "!/" + below.substring(0, below.length() - 1);
        ZipFile zip = null;
        try {
            long length = Files.size(file);
            zip = new ZipFile(file.toString());
            URI location = URI.create("zip:" + file.toAbsolutePath().normalize().toUri() + suffix.replace(" ", "%20"));
            return new ZipStore("zip:" + file + suffix, location, zip, ZipEntries.of(zip, below, length));
        } catch (IOException | IllegalArgumentException e) {
            close(zip, e);
            throw new InvalidStepException(
                    "Cannot open the zip file \"%s\": %s. %s".formatted(file, why(e), advice(e)), e);
        }
    }

    private static void close(@Nullable ZipFile zip, Exception failure) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static String why(Exception e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    private static String advice(Exception e) {
        return e instanceof NoSuchFileException
                ? "Name one that \"cachetree cp\" or copyTo wrote."
                : "It is damaged, or was not written by CacheTree; copy the tree anew.";
    }

    @Override
    public URI location() {
        return location;
    }

    @Override
    public Access access() {
        return Access.TRANSFERRED;
    }

    /** Returns the paths of all files. */
    List<String> files() {
        return entries.files();
    }

    @Override
    public Optional<byte[]> read(String file) {
        return entries.file(file).map(entry -> content(file, entry));
    }

    private byte[] content(String file, ZipEntry entry) {
        if (entry.getSize() > LARGEST_READ) {
            throw new StoreException("read", path(file), SmallFile.tooLarge(file));
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) entry.getSize());
        try (InputStream in = stream(file, entry)) {
            in.transferTo(content);
        } catch (ZipException | EOFException damaged) {
            return content.toByteArray();
        } catch (IOException e) {
            throw new StoreException("read", path(file), e);
        }
        return content.toByteArray();
    }

    @Override
    public Optional<InputStream> open(String file) {
        return entries.file(file).map(entry -> opened(file, entry));
    }

    private InputStream opened(String file, ZipEntry entry) {
        try {
            return stream(file, entry);
        } catch (IOException e) {
            throw new StoreException("open", path(file), e);
        }
    }

    private InputStream stream(String file, ZipEntry entry) throws IOException {
        try {
            return new MeasuredInput(zip.getInputStream(entry), file, entry.getSize());
        } catch (IllegalStateException closed) {
            throw new IOException("the zip file was closed", closed);
        }
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        Optional<ZipEntry> entry = entries.file(file);
        return entry.isEmpty() ? OptionalInt.empty() : OptionalInt.of(part(file, entry.get(), from, into));
    }

    private int part(String file, ZipEntry entry, long from, ByteBuffer into) {
        byte[] part = new byte[(int) Math.max(0, Math.min(into.remaining(), entry.getSize() - from))];
        if (part.length == 0) {
            return 0;
        }
        try (InputStream in = stream(file, entry)) {
            in.skipNBytes(from);
            int read = in.readNBytes(part, 0, part.length);
            into.put(part, 0, read);
            return read;
        } catch (IOException e) {
            throw new StoreException("read", path(file), e);
        }
    }

    @Override
    public OptionalLong size(String file) {
        return entries.file(file).stream().mapToLong(ZipEntry::getSize).findFirst();
    }

    @Override
    public List<StoreItem> list(String directory) {
        return entries.list(directory);
    }

    @Override
    public Path local(String directory) {
        List<String> files = entries.filesIn(directory);
        try {
            requireUsual(directory, files);
            for (String name : files) {
                unpack(directory, name);
            }
            return scratch.directory(directory);
        } catch (IOException e) {
            throw new StoreException("unpack", path(directory), e);
        }
    }

    @Override
    public Path local(String directory, List<StoredFile> files) throws IOException {
        requireUsual(directory, files.stream().map(StoredFile::name).toList());
        for (StoredFile file : files) {
            if (size(directory + "/" + file.name()).orElse(-1) != file.size()) {
                throw new ZipException("file \"%s\" is missing or damaged".formatted(file.name()));
            }
            if (!unpack(directory, file.name()).equals(file.digest())) {
                throw new ZipException("file \"%s\" is damaged: its content changed".formatted(file.name()));
            }
        }
        return scratch.directory(directory);
    }

    /** A zip file of a few kilobytes can hold what fills any disk. */
    private void requireUsual(String directory, List<String> files) throws ZipException {
        long size = 0;
        long compressed = 0;
        for (String name : files) {
            ZipEntry entry = entries.file(directory + "/" + name).orElse(null);
            size += entry == null ? 0 : entry.getSize();
            compressed += entry == null ? 0 : entry.getCompressedSize();
        }
        if (size > LARGE && size / USUAL_RATIO > compressed) {
            throw new ZipException(
                    "%d bytes would become %d, which is unusual; unpack it yourself if you know it, and use the directory"
                            .formatted(compressed, size));
        }
    }

    private Digest unpack(String directory, String name) throws IOException {
        synchronized (unpacked) {
            String file = directory + "/" + name;
            Digest digest = unpacked.get(file);
            if (digest == null) {
                digest = unpack(file, scratch.directory(directory).resolve(name));
                unpacked.put(file, digest);
            }
            return digest;
        }
    }

    private Digest unpack(String file, Path target) throws IOException {
        Digest.Hasher hasher = Digest.hasher();
        byte[] piece = new byte[PIECE];
        try (InputStream in = open(file).orElseThrow(() -> new NoSuchFileException(file));
                OutputStream out = created(target)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                hasher.put(piece, 0, read);
                write(out, piece, read, target);
            }
        }
        return hasher.digest();
    }

    private static OutputStream created(Path target) {
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            return Files.newOutputStream(target);
        } catch (IOException e) {
            throw new StoreException("write", target, e);
        }
    }

    /** Not to be able to write here is no damage there. */
    private static void write(OutputStream out, byte[] piece, int length, Path target) {
        try {
            out.write(piece, 0, length);
        } catch (IOException e) {
            throw new StoreException("write", target, e);
        }
    }

    @Override
    public StoreException refused(String operation, String path) {
        return new StoreException(
                operation,
                path(path),
                "a zip file is only read",
                "Put a tree of your own over it, as in CacheTree.open(\"runs/mine\").over(\"%s\"), then run again."
                        .formatted(shown),
                new ReadOnlyFileSystemException());
    }

    private String path(String path) {
        return path.isEmpty() ? shown : shown + "/" + path;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new StoreException("close", shown, e);
        } finally {
            scratch.close();
        }
    }

    @Override
    public String toString() {
        return shown;
    }
}
