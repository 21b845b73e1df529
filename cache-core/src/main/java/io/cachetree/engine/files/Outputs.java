package io.cachetree.engine.files;

import io.cachetree.store.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of an entry, to be found by their names: an image may have a hundred thousand, and a hit looks for none. */
final class Outputs {

    private final List<StoredFile> files;
    private volatile @Nullable Map<String, StoredFile> byName;

    Outputs(List<StoredFile> files) {
        this.files = files;
    }

    Optional<StoredFile> find(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    /** Two threads may make it at once, and get the same. */
    private Map<String, StoredFile> byName() {
        Map<String, StoredFile> known = byName;
        if (known == null) {
            known = files.stream().collect(Collectors.toUnmodifiableMap(StoredFile::name, file -> file));
            byName = known;
        }
        return known;
    }
}
