package io.cachetree.key.code;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files that a class loader finds on its class path; no class is loaded.
 *
 * <p>Thread safety: that of the loader, which it does not keep alive: it is for as long as somebody else does.
 */
final class Resources {

    private final WeakReference<ClassLoader> loader;

    Resources(ClassLoader loader) {
        this.loader = new WeakReference<>(loader);
    }

    <T> T with(Function<ClassLoader, T> use) {
        return use.apply(loader());
    }

    Optional<URL> find(String name) {
        return Optional.ofNullable(loader().getResource(name));
    }

    List<URL> findAll(String name) {
        try {
            return Collections.list(loader().getResources(name));
        } catch (IOException e) {
            throw new InvalidStepException(
                    "Cannot list the class path: %s. Check that its directories and jars can be read."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    byte @Nullable [] classFile(String className) throws IOException {
        try (InputStream in = loader().getResourceAsStream(className + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private ClassLoader loader() {
        ClassLoader found = loader.get();
        return found == null ? ClassLoader.getSystemClassLoader() : found;
    }
}
