package io.cachetree.endtoend;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What a logger says, until this is closed. */
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Logger logger;

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    static LoggedLines of(String name) {
        LoggedLines lines = new LoggedLines((Logger) LoggerFactory.getLogger(name));
        lines.start();
        lines.logger.addAppender(lines);
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
    }

    /** Waits for the next line, a minute at most. */
    String next() throws InterruptedException {
        return Objects.requireNonNull(lines.poll(1, TimeUnit.MINUTES), "nothing was logged");
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
