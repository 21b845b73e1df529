package io.cachetree.viewer;

import io.cachetree.cli.place.Place;
import io.cachetree.event.CacheListener;
import io.cachetree.viewer.server.ViewerServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Shows a tree in the browser, on this machine and to whoever has its address with the token.
 *
 * <pre>{@code
 * CacheTree tree = CacheTree.builder().listener(Viewer.live()).open("runs/mouse-12");
 * }</pre>
 *
 * <ul>
 *   <li>It looks and changes nothing.
 *   <li>What other processes do to the tree is seen as well.
 *   <li>It ends with {@link #close()} or with the process, which it does not hold open.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class Viewer implements AutoCloseable {

    private final ViewerServer server;

    private Viewer(ViewerServer server) {
        this.server = server;
    }

    /**
     * Returns a listener that shows the tree which is opened with it: it serves the page from the first step on until the
     * tree is closed, and writes its address to the log once. A listener is for one tree.
     */
    public static CacheListener live() {
        return live(ViewerOptions.STANDARD);
    }

    /** Returns a listener as {@link #live()} does, with other options. */
    public static CacheListener live(ViewerOptions options) {
        return new LiveViewer(options);
    }

    /**
     * Shows a tree.
     *
     * @param tree the directory of the tree
     * @throws io.cachetree.cli.place.PlaceException if there is no tree
     * @throws UncheckedIOException if the port cannot be had
     */
    public static Viewer open(Path tree, ViewerOptions options) {
        return open(Place.ofNode(tree.toString(), Path.of("")), options);
    }

    /** Shows the tree of a place; see {@link #open(Path, ViewerOptions)}. */
    public static Viewer open(Place tree, ViewerOptions options) {
        try {
            return new Viewer(ViewerServer.start(tree, options.port(), options.share()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot serve the viewer on port %d of 127.0.0.1: %s. Choose another port, or 0 for any free one."
                            .formatted(options.port(), e.getMessage()),
                    e);
        }
    }

    /** Returns the address of the page, with the token that lets a browser in. */
    public String url() {
        return server.url();
    }

    /** Returns the port. */
    public int port() {
        return server.port();
    }

    /** Returns what stands before the path of each shared image, if images are shared. */
    public Optional<String> shared() {
        return server.shared();
    }

    @Override
    public void close() {
        server.close();
    }
}
