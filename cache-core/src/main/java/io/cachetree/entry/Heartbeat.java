package io.cachetree.entry;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done again and again as long as a tree is open, such as giving a sign of life.
 *
 * <ul>
 *   <li>It is never under way twice: while it lasts, nothing is begun.
 *   <li>What lasts too long is interrupted.
 *   <li>Whatever it does or throws, that of other trees goes on: one thread says when, and does nothing that could take time.
 * </ul>
 *
 * <p>The threads are those of the whole process, as the process is what lives; there are none as long as no tree is open. Thread
 * safety: any number of threads.
 */
final class Heartbeat {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    /** Each of those who use it has at most one thread of it: a limit would let one who waits for a server stop all others. */
    private static final Executor HANDS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Heartbeat::daemon);

    private final Runnable work;
    private final Duration longest;
    private @Nullable Future<?> ticks;
    private @Nullable Thread thread;
    private boolean isGoing;
    private boolean isOver;
    private long begunNanos;

    private Heartbeat(Runnable work, Duration longest) {
        this.work = work;
        this.longest = longest;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Heartbeat::daemon);
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    /** It must keep neither the process alive nor the class loader of who happened to open the first tree. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "cachetree-heartbeat", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Heartbeat.class.getClassLoader());
        return thread;
    }

    /**
     * Does something again and again, whatever it throws, until the end.
     *
     * @param longest after what time it is interrupted, if it lasts that long
     */
    static Heartbeat every(Duration period, Duration longest, Runnable work) {
        Heartbeat heartbeat = new Heartbeat(work, longest);
        heartbeat.start(period);
        return heartbeat;
    }

    /** Does something once, and waits for it, but no longer than for some time. */
    static void once(Duration longest, Runnable work) {
        Heartbeat heartbeat = new Heartbeat(work, longest);
        heartbeat.tick();
        heartbeat.end(longest);
    }

    private synchronized void start(Duration period) {
        ticks = CLOCK.scheduleWithFixedDelay(this::tick, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins at once, unless it is under way. */
    void now() {
        tick();
    }

    private synchronized void tick() {
        if (!isGoing && !isOver) {
            begin();
        } else if (thread != null && System.nanoTime() - begunNanos >= longest.toNanos()) {
            thread.interrupt();
        }
    }

    private void begin() {
        try {
            begunNanos = System.nanoTime();
            isGoing = true;
            HANDS.execute(this::go);
        } catch (RuntimeException | Error e) {
            isGoing = false;
            log.debug("No thread for a sign of life this time", e);
        }
    }

    private void go() {
        try {
            goingOn(Thread.currentThread());
            work.run();
        } catch (RuntimeException | Error e) {
            log.debug("No sign of life this time", e);
        } finally {
            gone();
        }
    }

    private synchronized void goingOn(Thread current) {
        thread = current;
    }

    /** Whatever interrupted it was not meant for the next one. */
    private synchronized void gone() {
        thread = null;
        isGoing = false;
        boolean unused = Thread.interrupted();
        notifyAll();
    }

    /**
     * Begins nothing any more, and waits until what is under way has ended, but no longer than for some time. An interrupt does not
     * end it, since it never lasts long.
     */
    synchronized void end(Duration longest) {
        isOver = true;
        if (ticks != null) {
            ticks.cancel(false);
        }
        boolean wasInterrupted = false;
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); isGoing && left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
