package io.cachetree.store;

import java.net.URI;
import java.util.Set;

/**
 * Opens stores for URLs of some schemes. It is found by {@link java.util.ServiceLoader}, so that a jar on the class path is all
 * that a new kind of storage takes.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public interface StoreProvider {

    /** Returns the schemes of the URLs, in lower case, such as {@code s3}. */
    Set<String> schemes();

    /**
     * Opens the store at a URL. Nothing is asked of the storage yet.
     *
     * @param root the URL of the root of a tree, whose scheme is one of {@link #schemes()}
     * @throws io.cachetree.tree.InvalidStepException if it is no URL of such a store; the message says what one looks like
     */
    Store open(URI root);
}
