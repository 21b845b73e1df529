package io.cachetree.benchmarks.woven;

import io.cachetree.annotation.Cached;

/** The same step as {@link WovenSteps} has, left to Guice. */
class GuiceSteps {

    @Cached
    int next(int number) {
        return number + 1;
    }
}
