package io.cachetree.remote;

import io.cachetree.remote.machine.Environment;
import io.cachetree.store.Store;
import io.cachetree.store.StoreProvider;
import java.net.URI;
import java.util.Set;

/**
 * Opens trees on S3 ({@code s3://bucket/path}), Google Cloud Storage ({@code gs://bucket/path}) and Azure Blob Storage ({@code
 * az://container@account/path}).
 *
 * <p>Credentials come from where each cloud's own tools look for them, never from the URL. Thread safety: may be used by many
 * threads.
 */
public final class RemoteStoreProvider implements StoreProvider {

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public RemoteStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return RemoteUrl.SCHEMES;
    }

    @Override
    public Store open(URI root) {
        return open(root, Environment.ofProcess());
    }

    static Store open(URI root, Environment environment) {
        return new Opening(RemoteUrl.parse(root), environment).store();
    }
}
