/**
 * Trees on S3, Google Cloud Storage and Azure Blob Storage: {@code CacheTree.open("s3://bucket/runs/mouse-12")}.
 *
 * <dl>
 *   <dt>{@link io.cachetree.remote.RemoteStoreProvider}
 *   <dd>opens a store for a URL; found by {@link java.util.ServiceLoader}, so that nobody has to name it.
 * </dl>
 *
 * <p>From what depends on nothing to what depends on everything: {@code object} (what is asked of a cloud), {@code machine} (scratch space
 * and local copies), {@code opendal} (the client), and this package, which makes a {@link io.cachetree.store.Store} of them.
 *
 * <p>Depends on {@code store} and {@code tree} of the core.
 */
@NullMarked
package io.cachetree.remote;

import org.jspecify.annotations.NullMarked;
