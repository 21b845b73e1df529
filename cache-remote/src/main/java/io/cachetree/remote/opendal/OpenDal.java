package io.cachetree.remote.opendal;

import io.cachetree.remote.object.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens object stores on Apache OpenDAL. Thread safety: may be used by many threads. */
public final class OpenDal {

    private static final String STORE = BindingLoader.BINDING + "OpenDalObjects";

    private OpenDal() {}

    /** The library is loaded once, when it is first needed. */
    private static final class Loaded {
        static final ClassLoader LOADER = new BindingLoader(OpenDal.class.getClassLoader());

        private Loaded() {}
    }

    /**
     * Opens a store; nothing is asked of the server.
     *
     * @param service the name that OpenDAL has for the kind of storage, such as {@code s3}
     * @param settings its settings, with the credentials
     * @throws io.cachetree.remote.object.ObjectException if the settings are no such
     * @throws LinkageError if there is no native library for this platform
     */
    public static ObjectStore open(String service, Map<String, String> settings) {
        try {
            return Class.forName(STORE, true, Loaded.LOADER)
                    .asSubclass(ObjectStore.class)
                    .getConstructor(String.class, Map.class)
                    .newInstance(service, settings);
        } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The binding of OpenDAL is not as it was built", e);
        }
    }

    /** Returns the name that OpenDAL has for this platform, which the jar of its native library has as classifier. */
    public static String platform() {
        return NativeLibrary.platform();
    }

    /** Returns the version of OpenDAL. */
    public static String version() {
        try (InputStream in =
                OpenDal.class.getResourceAsStream("/META-INF/maven/org.apache.opendal/opendal/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "?");
        } catch (IOException e) {
            return "?";
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
