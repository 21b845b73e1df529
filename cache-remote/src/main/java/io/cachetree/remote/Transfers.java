package io.cachetree.remote;

import io.cachetree.remote.object.ObjectException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Moves files to and from a cloud, several at once, within a limit of memory for all who use the store.
 *
 * <p>A piece that is larger than the limit is moved alone. Thread safety: may be used by many threads.
 */
final class Transfers implements AutoCloseable {

    private static final int UNIT = 64 * 1024;

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads;
    private final Semaphore memory;
    private final int units;

    /** One piece of a transfer, which is in memory while it is moved. */
    interface Piece {

        /** Returns its size in bytes. */
        long size();

        /** Moves it. */
        void move() throws IOException;
    }

    Transfers(int parallel, long inFlight) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, inFlight / UNIT));
        this.memory = new Semaphore(units, true);
        this.threads = Executors.newFixedThreadPool(parallel, this::thread);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cachetree-transfer-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Moves all pieces. After the first that fails no others are begun, and those that were come to their end before this returns,
     * also if the thread is interrupted: nothing arrives any more when somebody cleans up.
     *
     * @throws IOException what a piece threw
     * @throws ObjectException what a piece threw, or that the thread was interrupted
     */
    void move(List<? extends Piece> pieces) throws IOException {
        Transfer transfer = new Transfer(pieces.size());
        try {
            pieces.forEach(piece -> threads.execute(new Task(transfer, piece)));
        } catch (RejectedExecutionException closed) {
            transfer.stop(ObjectException.interrupted());
        }
        rethrow(transfer.await());
    }

    /** The move of one piece. */
    private final class Task implements Runnable {
        private final Transfer transfer;
        private final Piece piece;

        Task(Transfer transfer, Piece piece) {
            this.transfer = transfer;
            this.piece = piece;
        }

        @Override
        public void run() {
            int share = (int) Math.min(units, piece.size() / UNIT + 1);
            try {
                memory.acquire(share);
            } catch (InterruptedException closed) {
                transfer.stop(ObjectException.interrupted());
                return;
            }
            try {
                transfer.move(piece);
            } finally {
                memory.release(share);
            }
        }
    }

    /** What one caller moves. */
    private static final class Transfer {
        private int waiting;
        private int moving;
        private @Nullable Throwable failure;

        Transfer(int pieces) {
            this.waiting = pieces;
        }

        void move(Piece piece) {
            if (begin()) {
                end(thrownBy(piece));
            }
        }

        private static @Nullable Throwable thrownBy(Piece piece) {
            try {
                piece.move();
                return null;
            } catch (Throwable t) {
                return t;
            }
        }

        private synchronized boolean begin() {
            waiting--;
            moving += failure == null ? 1 : 0;
            return failure == null;
        }

        private synchronized void end(@Nullable Throwable thrown) {
            moving--;
            failure = failure == null ? thrown : failure;
            notifyAll();
        }

        synchronized void stop(Throwable cause) {
            failure = failure == null ? cause : failure;
            notifyAll();
        }

        /** Waits for what was begun, which has deadlines of its own, and returns what failed first. */
        synchronized @Nullable Throwable await() {
            boolean wasInterrupted = false;
            while (moving > 0 || (waiting > 0 && failure == null)) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    stop(ObjectException.interrupted());
                }
            }
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
            return failure;
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> ((Task) task).transfer.stop(ObjectException.interrupted()));
    }
}
