package io.cachetree.zarr.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongFunction;

/**
 * What was read of one image, by numbers. All images of a process together keep at most a quarter of the heap, and what the
 * garbage collector leaves when memory is short.
 *
 * <p>Without that limit the heap would always be full of what may be dropped, which a program that allocates at that time
 * pays for: JDK 17 throws an {@code OutOfMemoryError} when native code, such as zstd's, keeps it from collecting.
 *
 * <p>Thread safety: may be used by many threads at the same time; a number is loaded by one of them, and the others wait.
 * What fails is loaded again.
 *
 * @param <V> what is kept
 */
final class CellCache<V> {

    private static final int SHARE_OF_HEAP = 4;
    private static final int KIB = 1024;
    private static final int LIMIT =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / KIB);

    /** However large cells are, so many are kept: whoever goes to and fro between neighbours would read them over and over. */
    private static final int AT_LEAST = 16;

    private static final Cache<Key, Kept> ALL = Caffeine.newBuilder()
            .maximumWeight(LIMIT)
            .weigher((Key key, Kept kept) -> kept.kib)
            .softValues()
            .executor(Runnable::run)
            .build();

    private record Key(CellCache<?> image, long number) {}

    private record Kept(Object value, int kib) {}

    private final LongFunction<V> load;
    private final int kib;

    /**
     * Creates an empty cache.
     *
     * @param bytes how large what is loaded is at most
     */
    CellCache(long bytes, LongFunction<V> load) {
        this.load = load;
        this.kib = (int) Math.min(1 + bytes / KIB, LIMIT / AT_LEAST);
    }

    @SuppressWarnings("unchecked") // this image's
    V get(long number) {
        return (V) ALL.get(new Key(this, number), key -> new Kept(load.apply(number), kib)).value;
    }
}
