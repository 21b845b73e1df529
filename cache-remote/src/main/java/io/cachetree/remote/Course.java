package io.cachetree.remote;

import io.cachetree.tree.Transfer;
import io.cachetree.tree.Transfer.Direction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How far a transfer is. Whoever waits for it tells so: not before a second has passed, at most once a second, and at the end if it was
 * told before.
 *
 * <p>Thread safety: any number of threads may move pieces while one waits.
 */
final class Course {

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final Direction direction;
    private final String directory;
    private final long total;
    private final Consumer<Transfer> listener;
    private final LongSupplier clock;
    private final AtomicLong moved = new AtomicLong();
    private long next;
    private boolean wasTold;

    Course(Direction direction, String directory, long total, Consumer<Transfer> listener) {
        this(direction, directory, total, listener, System::nanoTime);
    }

    /** A course with a clock of nanoseconds. */
    Course(Direction direction, String directory, long total, Consumer<Transfer> listener, LongSupplier clock) {
        this.direction = direction;
        this.directory = directory;
        this.total = total;
        this.listener = listener;
        this.clock = clock;
        this.next = clock.getAsLong() + PERIOD;
    }

    /** Takes note that a piece has arrived. */
    void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    /** Returns how many nanoseconds there are until it is to be told. */
    long pause() {
        return Math.max(0, next - clock.getAsLong());
    }

    /** Tells how far it is, if it is time. */
    void tellIfDue() {
        if (next - clock.getAsLong() <= 0) {
            tell();
        }
    }

    /** Tells that it has come to its end, if anybody heard of it. */
    void end() {
        if (wasTold) {
            tell();
        }
    }

    private void tell() {
        wasTold = true;
        next = clock.getAsLong() + PERIOD;
        listener.accept(new Transfer(direction, directory, moved.get(), total));
    }
}
