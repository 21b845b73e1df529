package io.cachetree.tree;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A step, or the use that is made of the cache, is wrong: the code has to be changed, trying again does not help.
 *
 * <p>Where it can be known beforehand, it is thrown before the step's body runs.
 */
public class InvalidStepException extends CacheTreeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message of the form "What is wrong where: why. What to do." */
    public InvalidStepException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message of the form "What is wrong where: why. What to do." */
    public InvalidStepException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
