package io.cachetree.cli.difference;

import java.io.IOException;
import java.io.Serial;

/** To compare something would take more than the {@link Effort} that is allowed. */
final class TooMuchException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    TooMuchException(String why) {
        super(why);
    }
}
