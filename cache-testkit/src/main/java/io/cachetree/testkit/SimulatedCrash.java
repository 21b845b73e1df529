package io.cachetree.testkit;

import java.io.Serial;

/** Stands for the end of the process in a {@link FaultyStore}: an error that nobody is expected to catch. */
public final class SimulatedCrash extends Error {

    @Serial
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String operation, String path) {
        super("The process stops at: %s \"%s\"".formatted(operation, path));
    }
}
