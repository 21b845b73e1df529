package io.cachetree.viewer.server;

import java.io.Serial;

/** A request that is not answered, with the status that says so and a short reason that repeats nothing of it. */
final class Refused extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    static Refused absent() {
        return new Refused(404, "There is nothing here.");
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
