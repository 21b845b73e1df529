package io.cachetree.entry;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this process that gives the signs of life of all trees that it has open; there is none as long as no tree is
 * open.
 *
 * <p>This is state of the whole process, as the process is what lives. Thread safety: any number of threads.
 */
final class Heartbeat {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final ScheduledThreadPoolExecutor THREAD = thread();

    private Heartbeat() {}

    private static ScheduledThreadPoolExecutor thread() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, Heartbeat::daemon);
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /** It must keep neither the process alive nor the class loader of who happened to open the first tree. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "cachetree-heartbeat", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Heartbeat.class.getClassLoader());
        return thread;
    }

    /** Does something again and again, whatever it throws, until the result is cancelled. */
    static Future<?> every(Duration period, Runnable beat) {
        Runnable going = () -> {
            try {
                beat.run();
            } catch (RuntimeException | Error e) {
                log.debug("No sign of life this time", e);
            }
        };
        return THREAD.scheduleWithFixedDelay(going, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }
}
