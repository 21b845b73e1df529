package io.cachetree.benchmarks;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.matcher.Matchers;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** The steps that are measured: they do next to nothing, so that what is left is the cache. */
class Steps {

    /** A small result. */
    record Density(String region, int cells, double perMillimetre) {}

    static Steps in(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    static Steps withoutTree() {
        return Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
    }

    /** Returns steps that Guice intercepts, to do nothing but go on. */
    static Steps withoutCache() {
        return Guice.createInjector(new AbstractModule() {
                    @Override
                    protected void configure() {
                        bindInterceptor(
                                Matchers.any(), Matchers.annotatedWith(Cached.class), MethodInvocation::proceed);
                    }
                })
                .getInstance(Steps.class);
    }

    @Cached
    int next(int number) {
        return number + 1;
    }

    /** Its result stands in the record. */
    @Cached
    Density density(String region, int cells) {
        return new Density(region, cells, cells / 12.5);
    }

    /** Its result is two small files. */
    @Cached
    void heatmap(int number, @CacheUrl @Nullable Path directory) throws IOException {
        if (directory != null) {
            Bare.write(directory.resolve("heatmap.bin"), Bare.content(number));
            Bare.write(directory.resolve("legend.bin"), Bare.content(-number));
        }
    }

    /** Its result is as large as that of {@link #each}; each number has a node of its own. */
    @Cached(name = "leaf-{number}")
    int leaf(int number) {
        return number;
    }

    /** A parent: calls a step as often as it is asked to. */
    @Cached
    int each(int count, @Unkeyed IntConsumer call) {
        for (int i = 0; i < count; i++) {
            call.accept(i);
        }
        return count;
    }
}
