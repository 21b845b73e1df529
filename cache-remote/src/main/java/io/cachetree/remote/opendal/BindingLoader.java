package io.cachetree.remote.opendal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads OpenDAL's classes, and ours that use them, so that it can say where their native library is.
 *
 * <p>OpenDAL asks for its library by name, and copies the 45 MB of it into the directory for temporary files when it is not found, at each
 * start, where it stays if the process is killed. A class loader is asked first, and this one has a {@linkplain
 * NativeLibrary copy that is kept}. Thread safety: may be used by many threads.
 */
final class BindingLoader extends ClassLoader {

    /** What the names of our classes that use OpenDAL start with. */
    static final String BINDING = "io.cachetree.remote.opendal.binding.";

    private static final String OPENDAL = "org.apache.opendal.";

    static {
        registerAsParallelCapable();
    }

    BindingLoader(@Nullable ClassLoader parent) {
        super("cachetree-opendal", parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(OPENDAL) || name.startsWith(BINDING) ? own(name) : super.loadClass(name, resolve);
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, OpenDal.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    protected @Nullable String findLibrary(String name) {
        Optional<Path> kept = NativeLibrary.kept(this, name);
        return kept.map(Path::toString).orElseGet(() -> super.findLibrary(name));
    }
}
