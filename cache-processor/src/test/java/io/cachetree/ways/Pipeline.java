package io.cachetree.ways;

import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Keyed;

/** Four steps, each below the one before. */
class Pipeline {

    @Keyed
    private final int level;

    Pipeline() {
        this.level = 3;
    }

    @Cached(version = "1")
    int measure(int scan) {
        return Steps.ran(segment(scan) + 1);
    }

    @Cached(version = "1", name = "segment-{scan}")
    int segment(int scan) {
        return Steps.ran(smooth(scan) * level);
    }

    @Cached(version = "1")
    int smooth(int scan) {
        return Steps.ran(load(scan) + 2);
    }

    @Cached(version = "1")
    int load(int scan) {
        if (scan < 0) {
            throw new IllegalStateException("no microscope");
        }
        return Steps.ran(scan);
    }
}
