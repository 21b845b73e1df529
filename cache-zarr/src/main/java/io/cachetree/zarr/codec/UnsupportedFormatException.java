package io.cachetree.zarr.codec;

import java.io.IOException;

/** Stored data is in a form that may be right, but that is not read here; the message says which forms are. */
public final class UnsupportedFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message. */
    public UnsupportedFormatException(String message) {
        super(message);
    }

    /** Creates an exception with a message, and what led to it. */
    public UnsupportedFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
