package io.cachetree.zarr.image;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was read, by numbers: the garbage collector drops it when memory is short, what was not used for long first.
 *
 * <p>None is kept from it: a program may hold any number of images, and what each kept would fill the memory.
 *
 * <p>Thread safety: may be used by many threads at the same time; a number is loaded by one of them, and the others wait.
 * What fails is loaded again.
 *
 * @param <V> what is kept
 */
final class CellCache<V> {

    private static final int LOCKS = 64;

    private final LongFunction<V> load;
    private final ConcurrentHashMap<Long, Entry<V>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<V> dropped = new ReferenceQueue<>();
    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    private static final class Entry<V> extends SoftReference<V> {

        private final long number;

        Entry(long number, V value, ReferenceQueue<V> dropped) {
            super(value, dropped);
            this.number = number;
        }
    }

    /** Creates an empty cache. */
    CellCache(LongFunction<V> load) {
        this.load = load;
    }

    V get(long number) {
        V value = cached(number);
        return value == null ? getLocked(number) : value;
    }

    private V getLocked(long number) {
        synchronized (locks[(int) (number % LOCKS)]) {
            V value = cached(number);
            return value == null ? load(number) : value;
        }
    }

    private @Nullable V cached(long number) {
        Entry<V> entry = entries.get(number);
        return entry == null ? null : entry.get();
    }

    private V load(long number) {
        V value = load.apply(number);
        entries.put(number, new Entry<>(number, value, dropped));
        forgetDropped();
        return value;
    }

    private void forgetDropped() {
        for (Object entry = dropped.poll(); entry != null; entry = dropped.poll()) {
            entries.remove(((Entry<?>) entry).number, entry);
        }
    }
}
