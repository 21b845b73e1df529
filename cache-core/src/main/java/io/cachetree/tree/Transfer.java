package io.cachetree.tree;

/**
 * Files of one directory on their way to a storage that is not on this machine, or from it.
 *
 * @param direction which way
 * @param directory the path of the directory in the tree
 * @param bytes how many bytes have arrived; a file counts when it has arrived as a whole, or a part of 16 MiB that is fetched
 * @param total how many bytes there are
 */
public record Transfer(Direction direction, String directory, long bytes, long total) {

    /** Which way files go. */
    public enum Direction {
        /** What a step wrote is brought to the storage. */
        TO_STORAGE,
        /** What an entry has is fetched from it. */
        FROM_STORAGE
    }

    /** Returns the node whose files they are. */
    public NodePath node() {
        int slash = directory.lastIndexOf('/');
        return slash < 0 ? NodePath.ROOT : NodePath.parse(directory.substring(0, slash));
    }

    /** Returns whether all has arrived. */
    public boolean isComplete() {
        return bytes == total;
    }
}
