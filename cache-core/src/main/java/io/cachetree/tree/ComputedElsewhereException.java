package io.cachetree.tree;

import java.io.Serial;

/** Another process computes the result, and the options say not to wait for it ({@link Sharing#FAIL}). */
public final class ComputedElsewhereException extends CacheTreeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Claimant claimant;

    /**
     * Creates the exception.
     *
     * @param step the step, such as {@code CellDensity.segment}
     * @param node its node
     * @param claimant who computes it
     */
    public ComputedElsewhereException(String step, NodePath node, Claimant claimant) {
        super("""
                Cannot run %s at node "%s": %s. Call it again later, wait for the result with Sharing.WAIT, or compute it as well \
                with Sharing.COMPUTE.""".formatted(step, node, claimant.text()), null);
        this.claimant = claimant;
    }

    /** Returns who computes the result. */
    public Claimant claimant() {
        return claimant;
    }
}
