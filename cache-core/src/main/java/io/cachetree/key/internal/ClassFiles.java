package io.cachetree.key.internal;

import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The digests of classes with their nests, over the class files as a loader hands them out; no class is loaded.
 *
 * <p>Thread safety: may be used by many threads at the same time. A class is read once for each loader, which the memory
 * does not keep alive.
 */
public final class ClassFiles {

    private final Map<ClassLoader, Map<String, Digest>> remembered = Collections.synchronizedMap(new WeakHashMap<>());

    /** Creates an empty memory. */
    public ClassFiles() {}

    /**
     * Returns the digest of all classes that are written inside the same top-level class as the given one; empty if the
     * loader knows no class of the name. Without a loader, that of the application is asked.
     *
     * @param className the binary name, such as {@code org.lab.Outer$Inner}
     * @throws InvalidStepException if a class file cannot be read
     */
    public Optional<Digest> nestOf(String className, @Nullable ClassLoader loader) {
        ClassLoader asked = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        Map<String, Digest> known = remembered.computeIfAbsent(asked, first -> new ConcurrentHashMap<>());
        return Optional.ofNullable(known.computeIfAbsent(className, name -> read(name.replace('.', '/'), asked)));
    }

    private static @Nullable Digest read(String name, ClassLoader loader) {
        try {
            byte[] bytes = bytes(name, loader);
            return bytes == null ? null : digest(name, bytes, loader);
        } catch (IOException e) {
            throw new InvalidStepException(
                    "Cannot read the code of class \"%s\": %s. Compile it again, or give the step a version."
                            .formatted(name.replace('/', '.'), e.getMessage()),
                    e);
        }
    }

    private static Digest digest(String name, byte[] bytes, ClassLoader loader) throws IOException {
        ClassFile file = ClassFile.parse(bytes);
        String host = file.nestHost().orElse(name);
        byte[] hostBytes = host.equals(name) ? bytes : bytes(host, loader);
        if (hostBytes == null) {
            return Digest.of(bytes);
        }
        TreeSet<String> nest = new TreeSet<>(ClassFile.parse(hostBytes).nestMembers());
        nest.add(host);
        return digest(nest, loader);
    }

    private static Digest digest(Iterable<String> names, ClassLoader loader) throws IOException {
        Digest.Hasher hasher = Digest.hasher();
        for (String name : names) {
            put(name.getBytes(StandardCharsets.UTF_8), hasher);
            byte[] bytes = bytes(name, loader);
            put(bytes == null ? new byte[0] : bytes, hasher);
        }
        return hasher.digest();
    }

    private static void put(byte[] bytes, Digest.Hasher hasher) {
        hasher.put(bytes.length);
        hasher.put(bytes);
    }

    private static byte @Nullable [] bytes(String name, ClassLoader loader) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
