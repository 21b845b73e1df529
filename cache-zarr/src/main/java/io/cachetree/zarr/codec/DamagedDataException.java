package io.cachetree.zarr.codec;

import java.io.IOException;

/** Stored bytes are not what they have to be: cut off, changed, or longer than declared. */
public final class DamagedDataException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message. */
    public DamagedDataException(String message) {
        super(message);
    }

    /** Creates an exception with a message, and what led to it. */
    public DamagedDataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns an exception that says what was expected and what was found. */
    static DamagedDataException of(String what, long expected, long found) {
        return new DamagedDataException("%s: expected %d, found %d".formatted(what, expected, found));
    }
}
