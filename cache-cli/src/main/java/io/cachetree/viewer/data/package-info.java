/**
 * The documents that the viewer's page reads, as records whose components are the names that the page reads; and the files of
 * entries, found by nothing but what a tree may be made of. A server and a report have the same ones, from {@link
 * io.cachetree.viewer.data.Documents}.
 *
 * <p>Depends on {@code place}, {@code answer}, {@code difference} and {@code text} of the command line, and on the core's
 * {@code maintenance} and {@code entry}. It knows nothing of HTTP.
 */
@NullMarked
package io.cachetree.viewer.data;

import org.jspecify.annotations.NullMarked;
