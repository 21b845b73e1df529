package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.metadata.ArrayLimits;
import io.cachetree.zarr.metadata.ArrayMetadata;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ZarrFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Our own engine: Zarr 2 and 3. */
final class ZarrStore implements ArrayStore {

    /** Looks for another engine when one is first needed. */
    static final class Installed {
        static final ArrayStore ENGINE = installed(ArrayStore.class.getClassLoader());

        private Installed() {}
    }

    static ArrayStore installed(@Nullable ClassLoader loader) {
        List<ArrayStore> others = ServiceLoader.load(ArrayStore.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (others.size() > 1) {
            throw new IllegalStateException(
                    "Cannot choose an engine for arrays: %s are plugged in. Leave one of them on the class path."
                            .formatted(others.stream()
                                    .map(each -> each.getClass().getName())
                                    .toList()));
        }
        return others.isEmpty() ? new ZarrStore() : others.get(0);
    }

    @Override
    public StoredArray open(ArrayFiles files, ArrayLimits limits) throws IOException {
        for (ZarrFormat format : List.of(ZarrFormat.V3, ZarrFormat.V2)) {
            Optional<ArrayMetadata> metadata = read(files, format, limits);
            if (metadata.isPresent()) {
                return ZarrArray.of(files, metadata.get());
            }
        }
        throw new NoSuchFileException(
                files.place(ZarrFormat.V3.file()),
                null,
                "Cannot open an array here: there is neither \"%s\" nor \"%s\". Give the directory of an array."
                        .formatted(ZarrFormat.V3.file(), ZarrFormat.V2.file()));
    }

    @Override
    public StoredArray create(ArrayFiles files, ArraySpec spec) throws IOException {
        ArrayMetadata metadata = ArrayMetadata.of(spec);
        files.create(spec.format().file(), List.of(ByteBuffer.wrap(metadata.toJson())));
        return ZarrArray.of(files, metadata);
    }

    private static Optional<ArrayMetadata> read(ArrayFiles files, ZarrFormat format, ArrayLimits limits)
            throws IOException {
        try {
            Optional<ByteBuffer> json = files.read(format.file(), ArrayLimits.MAX_METADATA_BYTES, ByteBuffer::allocate);
            return json.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ArrayMetadata.parse(format, json.get().array(), limits));
        } catch (IOException e) {
            throw named("open", files, format.file(), e);
        }
    }

    /** Returns an exception whose message says at which file it happened, and what to do. */
    static IOException named(String action, ArrayFiles files, String name, IOException cause) {
        String what = "Cannot %s \"%s\": %s. ".formatted(action, files.place(name), cause.getMessage());
        if (cause instanceof DamagedDataException) {
            return new DamagedDataException(what + files.remedy(), cause);
        }
        return cause instanceof UnsupportedFormatException
                ? new UnsupportedFormatException(what + "Write the array in a supported form with another tool.", cause)
                : cause;
    }
}
