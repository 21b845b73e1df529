package io.cachetree.tree;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Which of the results that are read are also computed again, to see whether their steps are pure functions of their
 * inputs.
 *
 * <p>Share and seed decide for a key once and for all: a run with the same seed takes the same keys again, another seed
 * takes others. Immutable.
 *
 * @param share the share of the keys, from 0 to 1
 * @param seed decides which keys these are
 */
public record Recheck(double share, long seed) {

    /** Computes nothing again. */
    public static final Recheck NONE = new Recheck(0, 0);

    private static final int SEEDS = 1_000_000;
    private static final double TO_UNIT = 0x1.0p-53;

    /**
     * Checks the share.
     *
     * @throws InvalidStepException if it is not between 0 and 1
     */
    public Recheck {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidStepException("""
                    Cannot recheck a share of %s of the hits: a share is a number from 0 to 1. \
                    Give 0.02 for one of fifty, or 1 for all.""".formatted(share));
        }
    }

    /** Returns a sample that nobody has chosen: a seed of at most six digits, by chance. */
    public static Recheck ofShare(double share) {
        return new Recheck(share, ThreadLocalRandom.current().nextInt(SEEDS));
    }

    /**
     * Returns whether a key is in the sample.
     *
     * @param high the upper 64 bits of the key
     * @param low the lower 64 bits of the key
     */
    public boolean takes(long high, long low) {
        return share > 0 && (mix(high ^ mix(low ^ mix(seed))) >>> 11) * TO_UNIT < share;
    }

    /** The finalizer of SplitMix64: each bit of the result depends on all bits. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
