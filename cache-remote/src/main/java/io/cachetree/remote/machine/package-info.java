/**
 * What this machine gives: settings, and a directory for what may be deleted at any time.
 *
 * <p>Depends on {@code store} only, for the words of the local copies.
 */
@NullMarked
package io.cachetree.remote.machine;

import org.jspecify.annotations.NullMarked;
