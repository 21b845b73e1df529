package io.cachetree.tree;

/**
 * What a store has asked of a storage that is not on this machine.
 *
 * @param reads requests that read a file, a part of one, or its size
 * @param writes requests that wrote something
 * @param lists requests that listed something, one for each page
 * @param deletes requests that deleted something
 * @param retries how many of all these were repetitions of what had failed
 * @param bytesRead the bytes of all files that were read
 * @param bytesWritten the bytes of all files that were written
 */
public record Traffic(
        long reads, long writes, long lists, long deletes, long retries, long bytesRead, long bytesWritten) {

    /** What a store asks whose storage is on this machine. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0);

    /** Returns how many requests there were. */
    public long requests() {
        return reads + writes + lists + deletes;
    }

    /** Returns what came on top of an earlier state of the same store. */
    public Traffic since(Traffic earlier) {
        return new Traffic(
                reads - earlier.reads,
                writes - earlier.writes,
                lists - earlier.lists,
                deletes - earlier.deletes,
                retries - earlier.retries,
                bytesRead - earlier.bytesRead,
                bytesWritten - earlier.bytesWritten);
    }

    /** Returns what two stores have asked together. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                reads + other.reads,
                writes + other.writes,
                lists + other.lists,
                deletes + other.deletes,
                retries + other.retries,
                bytesRead + other.bytesRead,
                bytesWritten + other.bytesWritten);
    }
}
