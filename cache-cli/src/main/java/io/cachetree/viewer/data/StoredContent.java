package io.cachetree.viewer.data;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalInt;

/**
 * A file of a store, of which a part is read ahead: a small one at first, and the larger the further it is read, since each part is a
 * request. Thread safety: none.
 */
final class StoredContent implements SeekableByteChannel {

    private static final int LARGEST = 4 << 20;
    private static final int GROWTH = 4;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Store store;
    private final String file;
    private final long size;
    private long position;
    private ByteBuffer ahead = NOTHING;
    private int next;
    private boolean isOpen = true;

    StoredContent(Store store, String file, long size) {
        this.store = store;
        this.file = file;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (!into.hasRemaining()) {
            return 0;
        }
        if (!ahead.hasRemaining()) {
            readAhead(into.remaining());
        }
        int length = Math.min(into.remaining(), ahead.remaining());
        into.put(ahead.slice(ahead.position(), length));
        ahead.position(ahead.position() + length);
        position += length;
        return length;
    }

    private void readAhead(int wanted) throws IOException {
        int length = (int) Math.min(Math.max(wanted, next), size - position);
        ByteBuffer part = ByteBuffer.allocate(length);
        OptionalInt read;
        try {
            read = store.read(file, position, part);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (read.orElse(0) == 0) {
            throw new IOException("file \"%s\" is shorter than it was, or gone".formatted(file));
        }
        ahead = part.flip();
        next = (int) Math.min(LARGEST, (long) GROWTH * length);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        ahead = NOTHING;
        next = 0;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        isOpen = false;
        ahead = NOTHING;
    }
}
