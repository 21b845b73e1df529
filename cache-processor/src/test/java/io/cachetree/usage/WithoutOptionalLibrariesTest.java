package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** These tests run without context-propagation on the class path, as most users do. */
class WithoutOptionalLibrariesTest {

    static class Steps {
        @Cached
        int parent(int input) {
            return CompletableFuture.supplyAsync(() -> child(input), CacheContext.wrap(ForkJoinPool.commonPool()))
                    .join();
        }

        @Cached
        int child(int input) {
            return input;
        }
    }

    @Test
    void contextCrossesThreadsAndNothingAsksForTheLibrary() {
        assertThatThrownBy(() -> Class.forName("io.micrometer.context.ContextRegistry"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(getClass().getResource("/META-INF/services/io.micrometer.context.ThreadLocalAccessor"))
                .as("the registration is there all the same")
                .isNotNull();

        try (CacheTree tree = CacheTree.open("memory:")) {
            Steps steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
            assertThat(steps.parent(7)).isEqualTo(7);
            assertThat(steps.parent(7)).isEqualTo(7);
        }
    }
}
