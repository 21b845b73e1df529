package io.cachetree.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.tree.Transfer.Direction;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a transfer is over, nothing of it arrives any more. */
class TransfersTest {

    private static final long LIMIT = 1 << 20;

    private final Transfers transfers = new Transfers(2, LIMIT);
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch oneBegun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void close() {
        transfers.close();
    }

    /** What is moved until it may end. */
    private final class Slow implements Transfers.Piece {

        @Override
        public long size() {
            return 10;
        }

        @Override
        public void move() throws IOException {
            begun.countDown();
            oneBegun.countDown();
            try {
                mayEnd.await();
                ended.incrementAndGet();
            } catch (InterruptedException closed) {
                throw new IOException("closed", closed);
            }
        }
    }

    /** What fails when another one is on its way. */
    private final class Failing implements Transfers.Piece {

        @Override
        public long size() {
            return 10;
        }

        @Override
        public void move() throws IOException {
            try {
                oneBegun.await();
            } catch (InterruptedException closed) {
                throw new IOException("closed", closed);
            }
            throw new IOException("no");
        }
    }

    /** What takes no time. */
    private static final class Nothing implements Transfers.Piece {

        @Override
        public long size() {
            return 0;
        }

        @Override
        public void move() {}
    }

    /** Moves on a thread of its own, which is returned; what was thrown, and whether the thread is interrupted then, is told. */
    private Thread moving(List<Transfers.Piece> pieces, AtomicReference<Throwable> thrown, AtomicInteger interrupts) {
        Thread thread = new Thread(() -> {
            try {
                transfers.move(Direction.TO_STORAGE, "measure", pieces);
            } catch (Throwable t) {
                thrown.set(t);
            }
            interrupts.set(Thread.currentThread().isInterrupted() ? 1 : 0);
        });
        thread.start();
        return thread;
    }

    @Test
    void whoIsInterruptedWaitsForWhatWasBegunAndBeginsNothingElse() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger interrupts = new AtomicInteger();
        Thread thread = moving(Collections.nCopies(6, new Slow()), thrown, interrupts);
        begun.await();
        thread.interrupt();
        while (thread.isInterrupted() && thread.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(thread.isAlive()).isTrue();
        mayEnd.countDown();
        thread.join();

        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        ObjectException.class, e -> assertThat(e.failure()).isEqualTo(Failure.INTERRUPTED));
        assertThat(ended).as("both that were begun, and no others").hasValue(2);
        assertThat(interrupts).hasValue(1);
    }

    @Test
    void whatFailsWaitsForWhatWasBegun() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Transfers.Piece slow = new Slow();
        Thread thread = moving(List.of(new Failing(), slow, slow, slow), thrown, new AtomicInteger());
        oneBegun.await();
        transfers.move(Direction.TO_STORAGE, "measure", List.of(new Nothing())); // comes after what fails
        thread.join(100);
        assertThat(thread.isAlive()).isTrue();
        mayEnd.countDown();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(IOException.class).hasMessage("no");
        assertThat(ended).hasValue(1);
    }

    @Test
    void closingEndsWhatWaits() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = moving(Collections.nCopies(6, new Slow()), thrown, new AtomicInteger());
        begun.await();
        transfers.close();
        thread.join();

        assertThat(thrown.get()).isNotNull();
        assertThatThrownBy(() -> transfers.move(Direction.TO_STORAGE, "measure", List.of(new Slow())))
                .isInstanceOf(ObjectException.class);
    }
}
