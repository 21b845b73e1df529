package io.cachetree.ways;

import io.cachetree.annotation.Cached;

/** An interface whose method is a step with an annotation for its codec. */
interface Measuring {

    @Cached(version = "1")
    @Lengths.Unit("km")
    Lengths.Length roughGuess();
}
