package io.cachetree.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class StepLogAppenderTest {

    private final LoggerContext logback = new LoggerContext();
    private final Logger log = logback.getLogger("org.lab.CellDensity");

    @TempDir
    private Path root;

    static class CellDensity {
        private final Logger log;

        CellDensity(Logger log) {
            this.log = log;
        }

        @Cached
        int measure(int scan) {
            log.info("measure starts");
            int cells = count(scan);
            log.info("measure ends");
            return cells;
        }

        @Cached
        int count(int scan) {
            log.info("count {}", scan);
            return scan;
        }

        @Cached
        int countAll(List<Integer> scans) {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                Executor here = CacheContext.wrap(pool);
                return scans.stream()
                        .map(scan -> CompletableFuture.supplyAsync(() -> count(scan), here))
                        .toList()
                        .stream()
                        .mapToInt(CompletableFuture::join)
                        .sum();
            } finally {
                pool.shutdown();
            }
        }
    }

    @BeforeEach
    void startAppender() {
        StepLogAppender appender = new StepLogAppender();
        appender.setContext(logback);
        appender.setPattern("%msg%n");
        appender.start();
        logback.getLogger("ROOT").addAppender(appender);
    }

    @AfterEach
    void stop() {
        logback.stop();
    }

    private CellDensity steps(CacheTree tree) {
        return Guice.createInjector(
                        CacheTreeModule.of(tree),
                        binder -> binder.bind(Logger.class).toInstance(log))
                .getInstance(InjectedDensity.class);
    }

    static class InjectedDensity extends CellDensity {
        @jakarta.inject.Inject
        InjectedDensity(Logger log) {
            super(log);
        }
    }

    @Test
    void nestedStepsGetTheirOwnLines() {
        try (CacheTree tree = CacheTree.open(root)) {
            steps(tree).measure(7);
        }
        assertThat(root.resolve("measure/current/log.txt")).content().isEqualToNormalizingNewlines("""
                measure starts
                measure ends
                """);
        assertThat(root.resolve("measure/count/current/log.txt")).content().isEqualToNormalizingNewlines("count 7\n");
    }

    @Test
    void parallelStepsGetTheirOwnLines() throws IOException {
        List<Integer> scans = IntStream.rangeClosed(1, 40).boxed().toList();
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(steps(tree).countAll(scans)).isEqualTo(820);
        }
        try (Stream<Path> files = Files.walk(root.resolve("count-all/count"))) {
            List<Path> logs = files.filter(file -> file.endsWith("log.txt"))
                    .filter(file -> !file.toString().contains("current"))
                    .toList();
            assertThat(logs)
                    .hasSize(40)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .singleElement()
                            .asString()
                            .startsWith("count "));
        }
    }

    @Test
    void linesOutsideOfAnyStepAreLeftToOtherAppenders() {
        log.info("between steps");

        assertThat(root).isEmptyDirectory();
    }
}
