package io.cachetree.codec.internal;

/**
 * How far two numbers may be apart that count as the same.
 *
 * @param relative the part of the larger of the two magnitudes; 0 if they must be equal
 */
public record Tolerance(double relative) {

    /** Numbers must be equal: NaN is, and -0.0 is not 0.0. */
    public static final Tolerance NONE = new Tolerance(0);

    /**
     * Checks the tolerance.
     *
     * @throws IllegalArgumentException if it is negative, NaN, or 1 or more
     */
    public Tolerance {
        if (!(relative >= 0 && relative < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compare numbers with a relative tolerance of %s: it must be from 0 to below 1. Use 1e-9."
                            .formatted(relative));
        }
    }

    /** Returns whether two numbers count as the same. */
    public boolean covers(double before, double now) {
        return Double.compare(before, now) == 0
                || (relative > 0 && Math.abs(before - now) <= relative * Math.max(Math.abs(before), Math.abs(now)));
    }
}
