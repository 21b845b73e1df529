package io.cachetree.zarr.metadata;

import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How bytes lie in the files of an array, where Zarr leaves a choice that nobody needs to make: arrays that are written
 * here have the standard layout, others are read.
 *
 * @param byteOrder of elements of more than one byte
 * @param order which dimension of the array is the first in a chunk, which the second, and so on
 * @param chunkFolder what the names of chunks begin with: {@code "c"} or nothing
 * @param index how the index of a shard is stored
 */
public record ChunkLayout(ByteOrder byteOrder, List<Integer> order, String chunkFolder, ShardIndex index) {

    /** How the index of a shard is stored: where, in which byte order, and whether with a checksum. */
    public record ShardIndex(Place place, ByteOrder byteOrder, Check check) {

        /** At which end of the shard. */
        public enum Place {
            /** Before the chunks. */
            START,
            /** After the chunks. */
            END
        }

        /** What stands behind the numbers. */
        public enum Check {
            /** Nothing. */
            NONE,
            /** Four bytes of CRC32C. */
            CRC32C
        }

        /** Returns what the standard recommends: at the end, little-endian, with a checksum. */
        public static ShardIndex standard() {
            return new ShardIndex(Place.END, ByteOrder.LITTLE_ENDIAN, Check.CRC32C);
        }
    }

    /** Keeps its own copy of the order. */
    public ChunkLayout {
        order = List.copyOf(order);
    }

    /** Returns the layout in which arrays are written: little-endian, in C order. */
    public static ChunkLayout standard(ZarrFormat format, int rank) {
        return new ChunkLayout(
                ByteOrder.LITTLE_ENDIAN, cOrder(rank), format == ZarrFormat.V3 ? "c" : "", ShardIndex.standard());
    }

    /** Returns whether the last dimension of the array is the one whose elements stand together. */
    public boolean isCOrder() {
        return order.equals(cOrder(order.size()));
    }

    static List<Integer> cOrder(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }
}
