package io.cachetree.cli.difference;

import java.io.IOException;
import java.util.List;

/** An image or array of numbers of which blocks can be read. Thread safety: for one thread. */
interface Pixels {

    /** Whether the numbers are measured, or name objects. */
    enum Meaning {
        /** Measured. */
        VALUES,
        /** Each number but 0 is an object. */
        LABELS
    }

    List<Long> shape();

    /** Returns what the numbers are, such as {@code uint16}. */
    String type();

    Meaning meaning();

    /** Returns the sizes of blocks that are read well. */
    List<Integer> block();

    /** Returns how many elements, one after the other, make a pixel. */
    default int samples() {
        return 1;
    }

    /** Reads a block in C order. */
    Elements read(long[] min, int[] size) throws IOException;
}
