package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheTreeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the author of a step is told who made a mistake. Where it can be known before, nothing runs. */
class BadStepsTest {

    record Cell(String name) {
        /** Jackson asks each record for its values, and this one does not tell. */
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }
    }

    record Forgetful(String name) {
        Forgetful {
            if (name.equals("stored")) {
                throw new IllegalArgumentException("a stored name is not accepted");
            }
        }

        static Forgetful make() {
            return new Forgetful("fresh");
        }

        @Override
        public String name() {
            return "stored";
        }
    }

    static class Steps {
        final AtomicInteger ran = new AtomicInteger();

        @Cached
        int unkeyable(Thread worker) {
            return ran.incrementAndGet();
        }

        @Cached
        AutoCloseable noCodec() {
            ran.incrementAndGet();
            return () -> {};
        }

        @Cached
        @Nullable CompletableFuture<Integer> nullInsteadOfFuture() {
            return null;
        }

        @Cached
        Cell cannotBeWritten() {
            return new Cell("x");
        }

        @Cached
        Forgetful cannotBeReadBack() {
            return Forgetful.make();
        }

        @Cached
        int deletesItsDirectory(@CacheUrl @Nullable Path directory) throws IOException {
            if (directory != null) {
                Files.delete(directory.resolve(".owner"));
                Files.delete(directory);
            }
            return 1;
        }

        @Cached
        int leavesALink(@CacheUrl @Nullable Path directory) throws IOException {
            if (directory != null) {
                Files.createSymbolicLink(directory.resolve("input.tif"), Path.of("/data/input.tif"));
            }
            return 1;
        }

        @Cached
        int commitsByHand() {
            CacheContext.current().directory().orElseThrow().commit();
            return 1;
        }
    }

    @TempDir
    private Path root;

    private CacheTree tree;
    private Steps steps;

    @BeforeEach
    void open() {
        tree = CacheTree.open(root);
        steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private void assertRefused(ThrowingCallable call, String golden) throws IOException {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(golden).isInstanceOf(CacheTreeException.class);
        String message = thrown.getMessage()
                .replace(root.toString(), "ROOT")
                .replaceAll("/[0-9a-z]{12}-[0-9a-z]{4}", "/ATTEMPT");
        GoldenMessage.assertEquals(message, golden);
        assertThat(steps.ran).hasValue(0);
    }

    @Test
    void parameterThatCannotBeKeyed() throws IOException {
        assertRefused(() -> steps.unkeyable(Thread.currentThread()), "parameter-that-cannot-be-keyed");
    }

    @Test
    void returnTypeWithoutCodec() throws IOException {
        assertRefused(() -> steps.noCodec().close(), "return-type-without-codec");
    }

    @Test
    void nullInsteadOfAValueToCome() throws IOException {
        assertRefused(steps::nullInsteadOfFuture, "null-instead-of-a-future");
    }

    @Test
    void resultThatCannotBeWritten() throws IOException {
        assertRefused(steps::cannotBeWritten, "result-that-cannot-be-written");
    }

    @Test
    void resultThatCannotBeReadBack() throws IOException {
        assertRefused(steps::cannotBeReadBack, "result-that-cannot-be-read-back");
    }

    @Test
    void stepThatDeletesItsDirectory() throws IOException {
        assertRefused(() -> steps.deletesItsDirectory(null), "step-that-deletes-its-directory");
    }

    @Test
    void stepThatLeavesALink() throws IOException {
        assertRefused(() -> steps.leavesALink(null), "step-that-leaves-a-link");
    }

    @Test
    void stepThatCommitsItselfByHand() throws IOException {
        assertRefused(steps::commitsByHand, "step-that-commits-itself");
    }

    @Test
    void stepCalledAfterTheTreeWasClosed() throws IOException {
        tree.close();
        assertRefused(() -> steps.unkeyable(Thread.currentThread()), "tree-was-closed");
    }
}
