package io.cachetree.remote;

import io.cachetree.remote.object.ObjectException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How many pieces one caller has moved, and what went wrong. Thread safety: one thread waits, others move. */
final class Moving {

    private int waiting;
    private int underWay;
    private @Nullable Throwable failure;

    Moving(int pieces) {
        this.waiting = pieces;
    }

    /** Moves a piece, unless one has failed. */
    void move(Transfers.Piece piece, Course course) {
        if (begin()) {
            end(thrownBy(piece, course));
        }
    }

    private static @Nullable Throwable thrownBy(Transfers.Piece piece, Course course) {
        try {
            piece.move();
            course.moved(piece.size());
            return null;
        } catch (Throwable t) {
            return t;
        }
    }

    private synchronized boolean begin() {
        waiting--;
        underWay += failure == null ? 1 : 0;
        return failure == null;
    }

    private synchronized void end(@Nullable Throwable thrown) {
        underWay--;
        failure = failure == null ? thrown : failure;
        notifyAll();
    }

    /** Has no more pieces begun. */
    synchronized void stop(Throwable cause) {
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    /** Waits for what was begun, which has deadlines of its own, while the course is told, and returns what failed first. */
    @Nullable Throwable await(Course course) {
        boolean wasInterrupted = false;
        while (!hasEnded()) {
            course.tellIfDue();
            wasInterrupted |= isInterruptedWithin(course.pause());
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return failure();
    }

    private synchronized boolean hasEnded() {
        return underWay == 0 && (waiting == 0 || failure != null);
    }

    /** Waits for news. Whoever is interrupted holds the lock again when it learns of it, so that no piece is begun after that. */
    private synchronized boolean isInterruptedWithin(long nanos) {
        try {
            if (!hasEnded()) {
                TimeUnit.NANOSECONDS.timedWait(this, nanos);
            }
            return false;
        } catch (InterruptedException e) {
            stop(ObjectException.interrupted());
            return true;
        }
    }

    private synchronized @Nullable Throwable failure() {
        return failure;
    }
}
