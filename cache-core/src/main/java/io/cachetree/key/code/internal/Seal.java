package io.cachetree.key.code.internal;

import io.cachetree.key.internal.Encoding;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What tells whether class files are those that an index was made from, without reading them: a checksum over the index and over the
 * names, sizes and times of the class files. The time of the index file holds it, as the fraction of its second; so the bytes of
 * the index are the same for the same classes.
 *
 * <p>Thread safety: immutable.
 *
 * @param fraction the checksum, as nanoseconds
 */
public record Seal(int fraction) {

    private static final long NANOSECONDS = 1_000_000_000;
    /** NTFS counts time in these. */
    private static final int COARSE = 100;

    /**
     * What a class file is known by without its content.
     *
     * @param className its internal name
     * @param size its length in bytes
     * @param modified when it was written, as somebody's clock had it
     */
    public record Stamp(String className, long size, FileTime modified) {}

    /** Returns the seal for an index and class files in the order of their names. */
    public static Seal of(byte[] index, List<Stamp> classFiles) {
        Encoding encoding = new Encoding();
        encoding.put(IndexFormat.storedChecksum(index));
        for (Stamp each : classFiles) {
            encoding.put(each.className());
            encoding.put(each.size());
            encoding.put(each.modified().to(TimeUnit.NANOSECONDS));
        }
        return new Seal((int) Long.remainderUnsigned(encoding.digest().high(), NANOSECONDS));
    }

    /** Returns the time, of the same second, that holds the seal. */
    public FileTime on(FileTime time) {
        return on(time, fraction);
    }

    /** Returns whether a time holds the seal. A file system that counts whole seconds, or thousandths, cannot. */
    public boolean isOn(FileTime time) {
        return time.equals(on(time)) || time.equals(on(time, fraction - fraction % COARSE));
    }

    private static FileTime on(FileTime time, int nanoseconds) {
        return FileTime.from(Instant.ofEpochSecond(time.toInstant().getEpochSecond(), nanoseconds));
    }
}
