package io.cachetree.examples;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** New seeds each time, for tests against slow references; the name of the test shows the seed that failed. */
public final class RandomSeeds {

    private RandomSeeds() {}

    /** A source of arguments. */
    public static LongStream some() {
        return new SplittableRandom().longs(20);
    }
}
