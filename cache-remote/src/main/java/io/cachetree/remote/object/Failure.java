package io.cachetree.remote.object;

/** In which way a request failed, as far as it makes a difference for what to do next. */
public enum Failure {

    /** There is no such object. */
    ABSENT(Next.GIVE_UP),
    /** There is such an object already. */
    TAKEN(Next.GIVE_UP),
    /** The part that was asked for is not within the object. */
    RANGE(Next.GIVE_UP),
    /** There is no such bucket or container. */
    NO_BUCKET(Next.GIVE_UP),
    /** No credentials were found. */
    NO_CREDENTIALS(Next.GIVE_UP),
    /** The credentials are not those of an account. */
    WRONG_CREDENTIALS(Next.GIVE_UP),
    /** The account may not do that. */
    FORBIDDEN(Next.GIVE_UP),
    /** The storage is full, or a quota is used up. */
    NO_SPACE(Next.GIVE_UP),
    /** What was asked for cannot be done with these settings. */
    INVALID(Next.GIVE_UP),
    /** The server cannot be reached: nothing was sent. */
    UNREACHABLE(Next.REPEAT),
    /** The server asks for fewer requests. */
    OVERLOADED(Next.REPEAT),
    /** Somebody else is writing the same object. */
    CONFLICT(Next.REPEAT),
    /** The server, or the way to it, failed: the request may have been carried out. */
    BROKEN(Next.REPEAT),
    /** There was no answer in time: the request may yet be carried out. */
    NO_ANSWER(Next.GIVE_UP),
    /** The thread that waits for the answer was interrupted: the request may yet be carried out. */
    INTERRUPTED(Next.GIVE_UP),
    /** Anything else. */
    OTHER(Next.GIVE_UP);

    private enum Next {
        REPEAT,
        GIVE_UP
    }

    private final Next next;

    Failure(Next next) {
        this.next = next;
    }

    /** Returns whether it may go away by itself, so that asking again is worth it. */
    boolean isTemporary() {
        return next == Next.REPEAT;
    }

    /** Returns whether what was to be written may be there, or may come to be there. */
    public boolean isUnknown() {
        return this == BROKEN || this == OVERLOADED || this == CONFLICT || this == NO_ANSWER || this == INTERRUPTED;
    }

    /** Returns whether the server said so itself. */
    boolean isAnswer() {
        return this != UNREACHABLE
                && this != NO_ANSWER
                && this != INTERRUPTED
                && this != NO_CREDENTIALS
                && this != INVALID;
    }
}
