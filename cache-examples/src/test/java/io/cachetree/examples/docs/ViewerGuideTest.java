package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.viewer.Viewer;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The code of the viewer's guide, compiled and run; {@link DocumentationTest} compares the two. */
@SuppressWarnings("cachetree") // The shortest form: package-private steps, which Guice intercepts on the JDKs of today.
class ViewerGuideTest {

    @TempDir
    private Path directory;

    static class Steps {

        @Cached
        double measure(double threshold) {
            return 2 * threshold;
        }
    }

    /** Keeps what is logged. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }

    @Test
    void aPipelineSaysWhereItIsShown() throws InterruptedException {
        Lines log = new Lines();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.cachetree.viewer");
        logger.addAppender(log);
        Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);

        CacheTree tree = CacheTree.builder().listener(Viewer.live()).open(in("runs/mouse-12"));
        try (tree) {
            assertThat(tree.call(() -> steps.measure(0.4))).isEqualTo(0.8);
            assertThat(log.lines.poll(20, TimeUnit.SECONDS)).startsWith("The tree is shown at http://127.0.0.1:");
        } finally {
            logger.detachAppender(log);
        }
    }

    private String in(String path) {
        return directory.resolve(path).toString();
    }
}
