package io.cachetree.remote.object;

import io.cachetree.tree.Traffic;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and bytes. Thread safety: may be used by many threads. */
public final class Meter {

    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder lists = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();

    void reads(long requests) {
        reads.add(requests);
    }

    void writes(long requests) {
        writes.add(requests);
    }

    void lists(long requests) {
        lists.add(requests);
    }

    void deletes(long requests) {
        deletes.add(requests);
    }

    void retries(long requests) {
        retries.add(requests);
    }

    void bytesRead(long bytes) {
        bytesRead.add(bytes);
    }

    void bytesWritten(long bytes) {
        bytesWritten.add(bytes);
    }

    /** Returns the counts so far. */
    public Traffic traffic() {
        return new Traffic(
                reads.sum(),
                writes.sum(),
                lists.sum(),
                deletes.sum(),
                retries.sum(),
                bytesRead.sum(),
                bytesWritten.sum());
    }
}
