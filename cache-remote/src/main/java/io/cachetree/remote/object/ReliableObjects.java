package io.cachetree.remote.object;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of another store, with a deadline for each request, repetitions of what may be repeated, and counts of it all.
 *
 * <ul>
 *   <li>What failed for a reason that may pass is asked again, after a pause, as long as there is time.
 *   <li>{@link #putIfAbsent} is never believed when the outcome is not certain: what is under the key is read back, and if it is
 *       what was to be written, it was written by us.
 *   <li>The first answer of a server is waited for less long than later ones: a wrong address shows soon.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class ReliableObjects implements ObjectStore {

    private static final Duration PER_DELETION = Duration.ofMillis(20);

    private final ObjectStore objects;
    private final Cloud cloud;
    private final Patience patience;
    private final Meter meter;
    private final Calls calls = new Calls();
    private volatile boolean answered;
    private volatile boolean bucketIsThere;

    /**
     * Creates the store.
     *
     * @param objects what makes the requests, each one once
     * @param cloud what is at the other end
     * @param patience how long to wait
     * @param meter what counts
     */
    public ReliableObjects(ObjectStore objects, Cloud cloud, Patience patience, Meter meter) {
        this.objects = objects;
        this.cloud = cloud;
        this.patience = patience;
        this.meter = meter;
    }

    @Override
    public Optional<byte[]> get(String key) {
        Optional<byte[]> content = ask(0, meter::reads, () -> objects.get(key));
        bucketIsThere = true;
        content.ifPresent(bytes -> meter.bytesRead(bytes.length));
        return content;
    }

    @Override
    public Optional<byte[]> get(String key, long from, int length) {
        Optional<byte[]> content = ask(length, meter::reads, () -> objects.get(key, from, length));
        bucketIsThere = true;
        content.ifPresent(bytes -> meter.bytesRead(bytes.length));
        return content;
    }

    /**
     * A server has no words for why it gives no size: a bucket that is missing looks like an object that is, and wrong credentials like
     * right ones without permission. So it is asked for a byte, and then says why not.
     */
    @Override
    public OptionalLong size(String key) {
        try {
            OptionalLong size = ask(0, meter::reads, () -> objects.size(key));
            if (size.isEmpty() && !bucketIsThere) {
                hear(key);
            }
            return size;
        } catch (ObjectException e) {
            if (e.failure() == Failure.FORBIDDEN) {
                hear(key);
            }
            throw e;
        }
    }

    private void hear(String key) {
        try {
            get(key, 0, 1);
        } catch (ObjectException e) {
            if (e.failure() != Failure.RANGE) {
                throw e;
            }
        }
    }

    @Override
    public void put(String key, byte[] content) {
        ask(content.length, meter::writes, cloud.requestsToPut(content.length), () -> {
            objects.put(key, content);
            return true;
        });
        bucketIsThere = true;
        meter.bytesWritten(content.length);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        Repetition repetition = new Repetition(limit(content.length));
        while (true) {
            ObjectException failure = tryToPut(key, content, repetition);
            if (failure == null) {
                bucketIsThere = true;
                meter.bytesWritten(content.length);
                return true;
            }
            if (failure.failure() != Failure.TAKEN
                    && !failure.failure().isUnknown()
                    && !failure.failure().isTemporary()) {
                throw failure;
            }
            Optional<byte[]> there = readBack(key, failure);
            if (there.isPresent()) {
                return Arrays.equals(there.get(), content);
            }
            repetition.pauseAfter(again(failure));
            meter.retries(1);
        }
    }

    private @Nullable ObjectException tryToPut(String key, byte[] content, Repetition repetition) {
        try {
            boolean created = once(repetition.left(), meter::writes, 1, () -> objects.putIfAbsent(key, content));
            return created ? null : new ObjectException(Failure.TAKEN, "it is there already");
        } catch (ObjectException failure) {
            return failure;
        }
    }

    /** Who cannot read back knows no more than that the first request failed, which is what has to be told. */
    private Optional<byte[]> readBack(String key, ObjectException failure) {
        if (!answered || failure.failure() == Failure.UNREACHABLE || failure.failure() == Failure.INTERRUPTED) {
            return Optional.empty();
        }
        try {
            return get(key);
        } catch (ObjectException unreadable) {
            failure.addSuppressed(unreadable);
            throw failure;
        }
    }

    /** What was there a moment ago and is not any more was deleted, or is not shown yet. */
    private static ObjectException again(ObjectException failure) {
        return failure.failure() == Failure.TAKEN
                ? new ObjectException(Failure.CONFLICT, "it is said to be there, and cannot be read")
                : failure;
    }

    @Override
    public List<ObjectInfo> list(String directory, Depth depth) {
        Duration limit = limit(0).multipliedBy(answered ? 10 : 1);
        List<ObjectInfo> lines = ask(new Repetition(limit), meter::lists, 1, () -> objects.list(directory, depth));
        bucketIsThere = true;
        meter.lists(cloud.requestsToList(lines.size()) - 1);
        return lines;
    }

    @Override
    public void delete(String key) {
        ask(0, meter::deletes, () -> {
            objects.delete(key);
            return true;
        });
    }

    /** Asks first what there is to delete, which says how long it may take. */
    @Override
    public void deleteBelow(String directory) {
        int count = list(directory, Depth.ALL).size();
        if (count > 0) {
            Duration limit = limit(0).plus(PER_DELETION.multipliedBy(count));
            ask(new Repetition(limit), meter::deletes, cloud.requestsToDelete(count), () -> {
                objects.deleteBelow(directory);
                return true;
            });
            meter.lists(1 + cloud.requestsToList(count));
        }
    }

    private <T> T ask(long bytes, LongConsumer counter, Supplier<T> request) {
        return ask(bytes, counter, 1, request);
    }

    private <T> T ask(long bytes, LongConsumer counter, long requests, Supplier<T> request) {
        return ask(new Repetition(limit(bytes)), counter, requests, request);
    }

    private <T> T ask(Repetition repetition, LongConsumer counter, long requests, Supplier<T> request) {
        while (true) {
            try {
                return once(repetition.left(), counter, requests, request);
            } catch (ObjectException failure) {
                repetition.pauseAfter(failure);
                meter.retries(1);
            }
        }
    }

    private <T> T once(Duration limit, LongConsumer counter, long requests, Supplier<T> request) {
        counter.accept(requests);
        try {
            T result = calls.call(limit, request);
            answered = true;
            return result;
        } catch (ObjectException failure) {
            answered |= failure.failure().isAnswer();
            throw failure;
        }
    }

    private Duration limit(long bytes) {
        return answered ? patience.usual(bytes) : patience.first(bytes);
    }

    /** Closing frees memory that a request without an answer may still use: then it is left to the end of the process. */
    @Override
    public void close() {
        if (calls.close()) {
            objects.close();
        }
    }
}
