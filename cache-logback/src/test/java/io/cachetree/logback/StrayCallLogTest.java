package io.cachetree.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a real log shows of calls that lost their context. */
class StrayCallLogTest {

    static class Steps {
        @Cached
        int count(int input) {
            return input;
        }
    }

    @Test
    void firstCallIsAWarningAndTheCountOfAllIsAnotherWhenTheLastTreeIsClosed() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.cachetree");
        ListAppender<ILoggingEvent> shown = new ListAppender<>();
        shown.start();
        logger.addAppender(shown);
        Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
        try (CacheTree one = CacheTree.open("memory:");
                CacheTree two = CacheTree.open("memory:")) {
            assertThat(one.location()).isEqualTo(two.location());
            for (int i = 0; i < 3; i++) {
                steps.count(1);
            }
        } finally {
            logger.detachAppender(shown);
        }

        List<String> warnings = shown.list.stream()
                .filter(event -> event.getLevel().equals(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0))
                .startsWith("Steps.count runs outside of the open tree")
                .contains("CacheContext.wrap(executor)");
        assertThat(warnings.get(1)).isEqualTo("Steps.count ran outside of the tree 3 times");
    }
}
