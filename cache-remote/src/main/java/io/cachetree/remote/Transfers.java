package io.cachetree.remote;

import io.cachetree.remote.object.ObjectException;
import io.cachetree.tree.Transfer;
import io.cachetree.tree.Transfer.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
     * Moves all pieces. After the first that fails no others are begun, and those that were come to their end.
     *
     * @throws IOException what a piece threw
     * @throws ObjectException what a piece threw, or that the thread was interrupted
     */
    void move(Direction direction, String directory, List<? extends Piece> pieces) throws IOException {
        Course course = new Course(
                direction, directory, pieces.stream().mapToLong(Piece::size).sum(), this::tell);
        List<Future<?>> moving = new ArrayList<>();
        for (Piece piece : pieces) {
            moving.add(threads.submit(() -> {
                moveWithin(piece);
                course.moved(piece.size());
                return true;
            }));
        }
        Throwable failure = null;
        for (Future<?> each : moving) {
            Throwable thrown = failureOf(each, course);
            if (thrown != null && failure == null) {
                failure = thrown;
                moving.forEach(other -> other.cancel(false));
            }
        }
        rethrow(failure);
        course.end();
    }

    /** Has a listener told, by whoever waits, how far transfers are that take longer than a second. */
    void onTransfer(Consumer<Transfer> listener) {
        listeners.add(listener);
    }

    private void tell(Transfer transfer) {
        listeners.forEach(each -> each.accept(transfer));
    }

    private void moveWithin(Piece piece) throws IOException, InterruptedException {
        int share = (int) Math.min(units, piece.size() / UNIT + 1);
        memory.acquire(share);
        try {
            piece.move();
        } finally {
            memory.release(share);
        }
    }

    private static @Nullable Throwable failureOf(Future<?> piece, Course course) {
        try {
            await(piece, course);
            return null;
        } catch (CancellationException another) {
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ObjectException.interrupted();
        }
    }

    private static void await(Future<?> piece, Course course) throws ExecutionException, InterruptedException {
        do {
            course.tellIfDue();
        } while (!hasEnded(piece, course.pause()));
    }

    private static boolean hasEnded(Future<?> piece, long nanos) throws ExecutionException, InterruptedException {
        try {
            piece.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
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
        threads.shutdownNow();
    }
}
