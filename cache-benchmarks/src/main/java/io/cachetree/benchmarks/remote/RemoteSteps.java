package io.cachetree.benchmarks.remote;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;

/** The steps that are measured: they do next to nothing, so that what is left is the cache and the server. */
class RemoteSteps {

    /** A small result. */
    record Density(String region, int cells, double perMillimetre) {}

    static RemoteSteps in(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(RemoteSteps.class);
    }

    /** All its results stand at one node. */
    @Cached
    Density density(String region, int cells) {
        return new Density(region, cells, cells / 12.5);
    }

    /** Each number has a node of its own. */
    @Cached(name = "leaf-{number}")
    int leaf(int number) {
        return number;
    }
}
