package io.cachetree.cli.place;

import java.io.Serial;

/** What was named is not there, or could be several things. The message is for people. */
public final class PlaceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What the problem is. */
    public enum Problem {
        /** There is nothing of that name. */
        ABSENT,
        /** It is no name, or one of several things. */
        WRONG
    }

    private PlaceException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** Returns what says that something is not there. */
    public static PlaceException absent(String message) {
        return new PlaceException(Problem.ABSENT, message);
    }

    /** Returns what says that a name is none, or not clear. */
    public static PlaceException wrong(String message) {
        return new PlaceException(Problem.WRONG, message);
    }

    /** Returns what the problem is. */
    public Problem problem() {
        return problem;
    }
}
