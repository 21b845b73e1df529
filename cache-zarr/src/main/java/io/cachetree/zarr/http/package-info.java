/**
 * Images on web servers: reads the files of arrays through HTTP.
 *
 * <p>Depends on {@code array}, whose files it provides.
 */
@NullMarked
package io.cachetree.zarr.http;

import org.jspecify.annotations.NullMarked;
