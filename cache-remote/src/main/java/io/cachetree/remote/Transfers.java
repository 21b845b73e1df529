package io.cachetree.remote;

import io.cachetree.remote.object.ObjectException;
import io.cachetree.tree.Transfer;
import io.cachetree.tree.Transfer.Direction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
    private final List<Consumer<Transfer>> listeners = new CopyOnWriteArrayList<>();

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
    void move(Direction direction, String directory, List<? extends Piece> pieces) throws IOException {
        Course course = new Course(
                direction, directory, pieces.stream().mapToLong(Piece::size).sum(), this::tell);
        Moving moving = new Moving(pieces.size());
        try {
            pieces.forEach(piece -> threads.execute(new Task(moving, course, piece)));
        } catch (RejectedExecutionException closed) {
            moving.stop(ObjectException.interrupted());
        }
        rethrow(moving.await(course));
        course.end();
    }

    /** Has a listener told, by whoever waits, how far transfers are that take longer than a second. */
    void onTransfer(Consumer<Transfer> listener) {
        listeners.add(listener);
    }

    private void tell(Transfer transfer) {
        listeners.forEach(each -> each.accept(transfer));
    }

    /** The move of one piece. */
    private final class Task implements Runnable {
        private final Moving moving;
        private final Course course;
        private final Piece piece;

        Task(Moving moving, Course course, Piece piece) {
            this.moving = moving;
            this.course = course;
            this.piece = piece;
        }

        @Override
        public void run() {
            int share = (int) Math.min(units, piece.size() / UNIT + 1);
            try {
                memory.acquire(share);
            } catch (InterruptedException closed) {
                moving.stop(ObjectException.interrupted());
                return;
            }
            try {
                moving.move(piece, course);
            } finally {
                memory.release(share);
            }
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
        threads.shutdownNow().forEach(task -> ((Task) task).moving.stop(ObjectException.interrupted()));
    }
}
