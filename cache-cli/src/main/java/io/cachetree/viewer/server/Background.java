package io.cachetree.viewer.server;

import java.util.concurrent.Executor;

/** Runs each task on a thread of its own that holds no process open; there are two at a time at most. */
final class Background implements Executor {

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "cachetree-viewer-reading");
        thread.setDaemon(true);
        thread.start();
    }
}
