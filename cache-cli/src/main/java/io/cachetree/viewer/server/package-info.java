/**
 * Serves the page and its documents to the browser of the person at this machine, and to nobody else: {@link
 * io.cachetree.viewer.server.ViewerServer} is its front.
 *
 * <p>Depends on {@code viewer.data}, and on Jetty, which nothing else knows.
 */
@NullMarked
package io.cachetree.viewer.server;

import org.jspecify.annotations.NullMarked;
