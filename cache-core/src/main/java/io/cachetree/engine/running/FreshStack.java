package io.cachetree.engine.running;

import org.jspecify.annotations.Nullable;

/**
 * A thread that does something on a stack of its own, while its maker waits.
 *
 * <p>At the end of a full stack nothing can be loaded or linked for the first time, and what Java has failed to link once it never
 * links again: whoever cleaned up there would break the cleaning up after all that fails later. What is done should be of a class of its own,
 * as a lambda is linked as well.
 */
final class FreshStack extends Thread {

    private final Runnable work;
    private volatile @Nullable Throwable thrown;

    private FreshStack(Runnable work) {
        super("cachetree-fresh-stack");
        this.work = work;
        setDaemon(true);
    }

    /** Does the work and returns when it is done, even if the caller is interrupted meanwhile; throws what it throws. */
    static void run(Runnable work) {
        FreshStack thread = new FreshStack(work);
        thread.start();
        thread.await();
        if (thread.thrown instanceof Error error) {
            throw error;
        }
        if (thread.thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (Throwable t) {
            thrown = t;
        }
    }

    private void await() {
        boolean wasInterrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
