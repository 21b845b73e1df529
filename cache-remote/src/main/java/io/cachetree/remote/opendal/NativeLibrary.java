package io.cachetree.remote.opendal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.cachetree.remote.machine.CacheHome;
import io.cachetree.remote.machine.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copy of a native library that is kept for all processes of this account, made by the first that needs it.
 *
 * <p>Its name has the checksum that the jar gives for it, so that each version has a copy of its own. A copy is made under a temporary name and
 * renamed, so that it is whole whenever it is there; two who make it at once make the same. One that somebody else owns or may write to is not
 * loaded: it is code.
 */
final class NativeLibrary {

    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "aarch_64", "arm64", "aarch_64");

    private NativeLibrary() {}

    /** Returns the kept copy, which is made if it is missing; nothing if there is no such library, or no place to keep it. */
    static Optional<Path> kept(ClassLoader loader, String name) {
        String file = System.mapLibraryName(name);
        URL library = loader.getResource("native/" + platform() + "/" + file);
        if (library == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(copy(library, file));
        } catch (IOException | RuntimeException e) {
            log.debug("No copy of {} can be kept, so it is unpacked for this process only", file, e);
            return Optional.empty();
        }
    }

    /** Returns the name that OpenDAL has for this platform. */
    static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return "%s-%s".formatted(system(system), ARCHITECTURES.getOrDefault(architecture, architecture));
    }

    private static String system(String name) {
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "osx" : "linux";
    }

    private static Path copy(URL library, String file) throws IOException {
        URLConnection connection = library.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new IOException("it is not in a jar: " + library);
        }
        JarEntry entry = jar.getJarEntry();
        Path directory = CacheHome.in(Environment.ofProcess()).resolve("native");
        Path kept = directory.resolve("%08x-%s".formatted(entry.getCrc(), file));
        CacheHome.requireOwn(CacheHome.make(directory));
        if (!Files.exists(kept) || Files.size(kept) != entry.getSize()) {
            unpack(jar, directory, kept);
        }
        CacheHome.requireOwn(kept);
        return kept;
    }

    private static void unpack(JarURLConnection jar, Path directory, Path kept) throws IOException {
        Path temporary = Files.createTempFile(directory, "unpacking-", ".tmp");
        try (InputStream in = jar.getInputStream()) {
            Files.copy(in, temporary, REPLACE_EXISTING);
            force(temporary);
            Files.move(temporary, kept, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** After a power cut the file would have its size, and be empty. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.force(true);
        }
    }
}
