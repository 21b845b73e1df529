package io.cachetree.viewer;

import io.cachetree.cli.place.Place;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.event.OpenedTree;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the tree that a pipeline is working on. The server is started on a thread of its own, so that no step waits for it, and
 * where it cannot be started, the steps run all the same.
 *
 * <p>Thread safety: any number of threads.
 */
final class LiveViewer implements CacheListener {

    private static final Logger log = LoggerFactory.getLogger("io.cachetree.viewer");

    private final ViewerOptions options;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private volatile Optional<URI> tree = Optional.empty();
    private boolean isOver;
    private @Nullable Viewer viewer;

    LiveViewer(ViewerOptions options) {
        this.options = options;
    }

    @Override
    public void onOpen(OpenedTree opened) {
        if (tree.isEmpty()) {
            tree = Optional.of(opened.location());
        }
    }

    @Override
    public void onClose(OpenedTree closed) {
        end();
    }

    private synchronized void end() {
        isOver = true;
        if (viewer != null) {
            viewer.close();
        }
    }

    @Override
    public void on(CacheEvent event) {
        if (!isStarted.get() && isStarted.compareAndSet(false, true)) {
            Thread starting = new Thread(this::start, "cachetree-viewer-start");
            starting.setDaemon(true);
            starting.start();
        }
    }

    private void start() {
        tree.ifPresent(this::show);
    }

    private void show(URI location) {
        if ("memory".equals(location.getScheme())) {
            log.warn(
                    "Cannot show the cache tree at \"{}\": nobody else can read it. Open one at a path or a URL.",
                    location);
            return;
        }
        try {
            Place place = Place.ofNode(location.toString(), Path.of(""));
            serve(place);
        } catch (RuntimeException | LinkageError e) {
            log.warn("Cannot show the cache tree at \"{}\"; the steps run all the same", location, e);
        }
    }

    private synchronized void serve(Place place) {
        if (!isOver) {
            viewer = Viewer.open(place, options);
            announce(viewer);
        }
    }

    private static void announce(Viewer viewer) {
        if (log.isInfoEnabled()) {
            log.info("The tree is shown at {}", viewer.url());
            viewer.shared().ifPresent(shared -> log.info("Its images are shared below {}", shared));
        } else {
            System.err.println("cachetree: the tree is shown at " + viewer.url());
            viewer.shared().ifPresent(shared -> System.err.println("cachetree: its images are shared below " + shared));
        }
    }
}
