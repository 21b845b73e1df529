/**
 * All code that touches Apache OpenDAL, held to what is known to be safe of version 0.48: the synchronous calls, writing from arrays, no
 * conditions but "if absent", no streams.
 *
 * <p>Loaded by a class loader of its own. Depends on {@code object} and OpenDAL.
 */
@NullMarked
package io.cachetree.remote.opendal.binding;

import org.jspecify.annotations.NullMarked;
