package io.cachetree.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a remote file from its beginning to its end, a part at a time. Thread safety: none. */
final class RangeStream extends InputStream {

    private static final int PART = 8 << 20;

    /** Gets parts of the file. */
    interface Source {

        /** Returns a part that is within the file. */
        byte[] part(long from, int length) throws IOException;
    }

    private final Source source;
    private final long size;
    private long next;
    private byte[] part = {};
    private int position;

    RangeStream(Source source, long size) {
        this.source = source;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        return fill() ? part[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, into, offset, count);
        position += count;
        return count;
    }

    /** What is skipped is not fetched. */
    @Override
    public long skip(long count) {
        long inPart = Math.max(0, Math.min(count, part.length - position));
        position += (int) inPart;
        long after = Math.max(0, Math.min(count - inPart, size - next));
        next += after;
        return inPart + after;
    }

    @Override
    public int available() {
        return part.length - position;
    }

    private boolean fill() throws IOException {
        if (position < part.length) {
            return true;
        }
        if (next >= size) {
            return false;
        }
        part = source.part(next, (int) Math.min(PART, size - next));
        next += part.length;
        position = 0;
        return true;
    }
}
