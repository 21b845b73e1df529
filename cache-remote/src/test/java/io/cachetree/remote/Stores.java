package io.cachetree.remote;

import io.cachetree.remote.machine.Environment;
import io.cachetree.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Opens stores as a person would whose environment has the given variables, with a cache directory of the test's own. */
final class Stores {

    private Stores() {}

    static Store open(String url, Map<String, String> variables, Path temp) {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("CACHETREE_CACHE", temp.resolve("cache").toString());
        return RemoteStoreProvider.open(URI.create(url), Environment.of(all));
    }
}
