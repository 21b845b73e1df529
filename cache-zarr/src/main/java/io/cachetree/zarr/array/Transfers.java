package io.cachetree.zarr.array;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for a storage far away most of their time; they are daemons, and end when there is nothing to do.
 *
 * <p>Thread safety: any number of threads.
 */
public final class Transfers implements Executor {

    /** So many chunks are under way at once, for each image that is read or written. */
    static final int AT_ONCE = 8;

    /** So many chunks are made or under way at once, for each image that is written: those that wait for their turn are ready then. */
    static final int WRITERS = AT_ONCE + Math.min(AT_ONCE, Runtime.getRuntime().availableProcessors());

    private static final int IDLE_SECONDS = 5;
    private static final Transfers SHARED = new Transfers();

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            2 * AT_ONCE, 2 * AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Transfers::thread);

    private Transfers() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns the threads that all images of this process share. */
    public static Transfers shared() {
        return SHARED;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cachetree-transfer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
