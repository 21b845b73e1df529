package io.cachetree.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** A stream that has to end after so many bytes: one that ends earlier, or does not, is damaged. Thread safety: none. */
final class MeasuredInput extends FilterInputStream {

    private final String name;
    private final long size;
    private long passed;

    MeasuredInput(InputStream in, String name, long size) {
        super(in);
        this.name = name;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        pass(read < 0 ? -1 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        return length == 0 ? read : pass(read);
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        passed += skipped;
        return skipped;
    }

    private int pass(int read) throws ZipException {
        passed += Math.max(read, 0);
        if (passed > size || (read < 0 && passed < size)) {
            throw new ZipException("\"%s\" is damaged: it should have %d bytes".formatted(name, size));
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
