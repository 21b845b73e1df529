package io.cachetree.viewer;

import io.cachetree.viewer.server.ViewerServer.Share;

/**
 * How a viewer is served. Immutable.
 *
 * @param port the port on 127.0.0.1; 0 for a free one
 * @param share whether other programs may read the images
 */
public record ViewerOptions(int port, Share share) {

    /** A free port, and nothing is shared. */
    public static final ViewerOptions STANDARD = new ViewerOptions(0, Share.NOTHING);

    private static final int LAST_PORT = 0xffff;

    /**
     * Checks the port.
     *
     * @throws IllegalArgumentException if there is no such port
     */
    public ViewerOptions {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "Cannot serve the viewer on port %d: there is none. Choose 1 to %d, or 0 for any free one."
                            .formatted(port, LAST_PORT));
        }
    }

    /** Returns the same with another port. */
    public ViewerOptions withPort(int other) {
        return new ViewerOptions(other, share);
    }

    /** Returns the same with images that any program may read which is told their address. */
    public ViewerOptions sharingImages() {
        return new ViewerOptions(port, Share.IMAGES);
    }
}
