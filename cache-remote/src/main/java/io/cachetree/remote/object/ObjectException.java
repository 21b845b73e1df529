package io.cachetree.remote.object;

import java.io.Serial;

/**
 * A request to a cloud failed. Its message is what a person may see: it names neither credentials nor the query of a URL, and it has
 * no cause that could.
 */
public final class ObjectException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /**
     * Creates the exception.
     *
     * @param failure in which way the request failed
     * @param detail what the server said, in a few words
     */
    public ObjectException(Failure failure, String detail) {
        super(detail);
        this.failure = failure;
    }

    /** Returns the exception for a thread that was interrupted while it waited. */
    public static ObjectException interrupted() {
        return new ObjectException(Failure.INTERRUPTED, "the thread was interrupted");
    }

    /** Returns in which way the request failed. */
    public Failure failure() {
        return failure;
    }

    /** Returns what the server said, in a few words. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
