package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.metadata.ArrayLimits;
import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own engine, and others that are plugged in. */
class ZarrStoreTest extends ArrayStoreContract {

    @TempDir
    private Path services;

    @Override
    ArrayStore engine() {
        return ArrayStore.zarr();
    }

    /** An engine of somebody else. */
    public static class OtherEngine implements ArrayStore {
        @Override
        public StoredArray open(ArrayFiles files, ArrayLimits limits) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoredArray create(ArrayFiles files, ArraySpec spec) {
            throw new UnsupportedOperationException();
        }
    }

    /** One more. */
    public static final class ThirdEngine extends OtherEngine {}

    private ArrayStore installed(Class<?>... engines) throws IOException {
        Path file =
                Files.createDirectories(services.resolve("META-INF/services")).resolve(ArrayStore.class.getName());
        StringBuilder names = new StringBuilder();
        for (Class<?> engine : engines) {
            names.append(engine.getName()).append('\n');
        }
        Files.writeString(file, names);
        URL[] classPath = {services.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, getClass().getClassLoader())) {
            return ZarrStore.installed(loader);
        }
    }

    @Test
    void isUsedUnlessAnotherIsPluggedIn() throws IOException {
        assertThat(ArrayStore.installed()).isInstanceOf(ZarrStore.class);
        assertThat(installed()).isInstanceOf(ZarrStore.class);
        assertThat(installed(OtherEngine.class)).isInstanceOf(OtherEngine.class);
    }

    @Test
    void severalOthersAreAnError() {
        assertThatThrownBy(() -> installed(OtherEngine.class, ThirdEngine.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot choose an engine for arrays: [%s, %s] are plugged in. Leave one of them on the class path.",
                        OtherEngine.class.getName(), ThirdEngine.class.getName());
    }
}
