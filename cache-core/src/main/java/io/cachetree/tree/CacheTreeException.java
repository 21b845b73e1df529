package io.cachetree.tree;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of what CacheTree throws; its subclasses tell what the caller can do.
 *
 * <p>What a step's own code throws never becomes one of these: it reaches the caller as it is.
 */
public abstract class CacheTreeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message of the form "What failed where: why. What to do." */
    protected CacheTreeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
