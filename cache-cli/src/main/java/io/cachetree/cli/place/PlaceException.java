package io.cachetree.cli.place;

import java.io.Serial;

/** What was named is not there, or could be several things. The message is for people. */
public final class PlaceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one with a message for people. */
    public PlaceException(String message) {
        super(message);
    }
}
