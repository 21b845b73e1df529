/**
 * The client of the clouds: Apache OpenDAL, a native library.
 *
 * <p>{@link io.cachetree.remote.opendal.OpenDal} opens an {@link io.cachetree.remote.object.ObjectStore} on it. The package {@code
 * binding} alone touches its classes, and is loaded together with them by a class loader that knows where the native library is.
 *
 * <p>Depends on {@code object} only.
 */
@NullMarked
package io.cachetree.remote.opendal;

import org.jspecify.annotations.NullMarked;
