package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are far away: as many are under way as there may be, and what comes next is made meanwhile. */
class FarAwayTest {

    private static final int CHUNKS = 40;
    private static final int SIZE = 16;

    @TempDir
    private Path directory;

    /** Those under way arrive no sooner than more chunks were made than can be under way. */
    private final CountDownLatch made = new CountDownLatch(Transfers.WRITERS);

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger inVain = new AtomicInteger();

    @Test
    void chunksAreMadeWhileAsManyAsThereMayBeAreUnderWay() throws IOException {
        ArrayFiles files = new Far(ArrayFiles.local(directory));
        ArraySpec spec = ArraySpec.of(ElementType.UINT8, CHUNKS, SIZE, SIZE).withChunks(1, SIZE, SIZE);
        StoredArray array = ArrayStore.zarr().create(files, spec);

        array.write(this::make, Runnable::run);

        assertThat(inVain).as("files that waited for a chunk in vain").hasValue(0);
        assertThat(mostUnderWay.get()).isBetween(1, Transfers.AT_ONCE);
        byte[] last = (byte[]) array.read(new long[] {CHUNKS - 1, 0, 0}, new int[] {1, SIZE, SIZE});
        assertThat(last).containsOnly(CHUNKS);
    }

    private void make(long[] min, int[] size, Object into) {
        Arrays.fill((byte[]) into, (byte) (min[0] + 1));
        made.countDown();
    }

    /** Files that are here, and take as long as if they were not. */
    private final class Far implements ArrayFiles {
        private final ArrayFiles here;

        Far(ArrayFiles here) {
            this.here = here;
        }

        @Override
        public Optional<Transfers> transfers() {
            return Optional.of(Transfers.shared());
        }

        @Override
        public void create(String name, List<ByteBuffer> parts) throws IOException {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            if (!name.startsWith(".") && !arrives()) {
                inVain.incrementAndGet();
            }
            here.create(name, parts);
            underWay.decrementAndGet();
        }

        private boolean arrives() {
            try {
                return made.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) throws IOException {
            return here.read(name, limit, buffers);
        }

        @Override
        public void readRange(String name, long from, ByteBuffer into) throws IOException {
            here.readRange(name, from, into);
        }

        @Override
        public OptionalLong size(String name) throws IOException {
            return here.size(name);
        }

        @Override
        public Optional<String> stamp(String name) throws IOException {
            return here.stamp(name);
        }

        @Override
        public ArrayFiles folder(String name) {
            return new Far(here.folder(name));
        }

        @Override
        public String place(String name) {
            return here.place(name);
        }
    }
}
