package io.cachetree.logback;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.cachetree.CacheContext;
import java.util.List;

/**
 * Writes what a step logs while it runs into {@code log.txt} of its own directory in the tree.
 *
 * <pre>{@code
 * <appender name="STEPS" class="io.cachetree.logback.StepLogAppender"/>
 * <root level="INFO"><appender-ref ref="STEPS"/></root>
 * }</pre>
 *
 * <ul>
 *   <li>A line belongs to the innermost step that runs on the thread that logs it; in parallel and nested steps each
 *       gets its own lines. Outside of any step nothing is written.
 *   <li>CacheTree's own log is left out: it is about steps, not from them.
 *   <li>Do not put an asynchronous appender before it: that one logs on a thread of its own, which is in no step.
 * </ul>
 *
 * <p>Thread safety: steps in parallel do not wait for each other's lines.
 */
public final class StepLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final String OURS = "io.cachetree";
    private static final List<String> OUR_PACKAGES = List.of("engine", "entry", "event", "intercept", "key", "store");

    private final PatternLayout layout = new PatternLayout();

    /** Creates an appender with the default pattern. */
    public StepLogAppender() {
        layout.setPattern("%d{ISO8601} %-5level [%thread] %logger{0} - %msg%n");
    }

    /** Sets the form of a line; by default {@code %d{ISO8601} %-5level [%thread] %logger{0} - %msg%n}. */
    public void setPattern(String pattern) {
        layout.setPattern(pattern);
    }

    @Override
    public void start() {
        layout.setContext(getContext());
        layout.start();
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!isOurs(event.getLoggerName())) {
            CacheContext.current().log(layout.doLayout(event));
        }
    }

    private static boolean isOurs(String logger) {
        return logger.equals(OURS)
                || OUR_PACKAGES.stream().anyMatch(each -> logger.startsWith(OURS + "." + each + "."));
    }
}
