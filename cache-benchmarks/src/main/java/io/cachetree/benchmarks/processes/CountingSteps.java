package io.cachetree.benchmarks.processes;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;

/** Steps that keep a processor busy, and nothing else. */
class CountingSteps {

    static CountingSteps in(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(CountingSteps.class);
    }

    /** Some milliseconds of work, and a small result. */
    @Cached
    long count(int number, int iterations) {
        return work(number, iterations);
    }

    /** The work alone. */
    static long work(int number, int iterations) {
        long value = number;
        for (int i = 0; i < iterations; i++) {
            value = value * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        }
        return value;
    }
}
