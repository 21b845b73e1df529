package io.cachetree.zarr.ome;

import io.cachetree.zarr.metadata.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How an image is cut into chunks.
 *
 * @param form flat, cubes, or sizes that are given
 * @param sizes the number of elements in each dimension, if they are given
 */
public record Chunking(Form form, List<Integer> sizes) {

    private static final int FLAT = 1024;
    private static final int CUBE = 64;
    private static final int MAX_BYTES = 2 << 20;

    /** What chunks look like. */
    public enum Form {
        /** Parts of a plane: for viewers that show planes. */
        FLAT,
        /** Equal in all directions of space: for what looks from all sides. */
        CUBE,
        /** As given. */
        GIVEN
    }

    /** Checks the sizes. */
    public Chunking {
        sizes = List.copyOf(sizes);
        if (sizes.stream().anyMatch(size -> size < 1) || (form == Form.GIVEN) == sizes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot cut an image into %s chunks of sizes %s: each is 1 or more. Give a size for each axis, or \"Chunking.flat()\"."
                            .formatted(form, sizes));
        }
    }

    /** Returns parts of a plane of at most 1024 x 1024 elements and 2 MiB: the default. */
    public static Chunking flat() {
        return new Chunking(Form.FLAT, List.of());
    }

    /** Returns cubes of 64 x 64 x 64 elements. */
    public static Chunking cube() {
        return new Chunking(Form.CUBE, List.of());
    }

    /** Returns chunks of given sizes, one for each axis. */
    public static Chunking of(int... sizes) {
        return new Chunking(Form.GIVEN, Arrays.stream(sizes).boxed().toList());
    }

    /**
     * Returns the sizes of chunks.
     *
     * @param axes those of the image
     * @param room the sizes that a chunk need not exceed: of the array, or of its shards
     */
    List<Integer> chunks(ElementType type, List<Axis> axes, List<Long> room) {
        List<Integer> wanted = switch (form) {
            case FLAT -> flat(type, axes.size());
            case CUBE -> cube(axes);
            case GIVEN -> sizes;
        };
        List<Integer> chunks = new ArrayList<>();
        for (int d = 0; d < wanted.size(); d++) {
            chunks.add((int) Math.max(1, Math.min(wanted.get(d), room.get(d))));
        }
        return chunks;
    }

    private static List<Integer> flat(ElementType type, int rank) {
        List<Integer> chunks = new ArrayList<>(Collections.nCopies(rank, 1));
        int bytes = FLAT * FLAT * type.size();
        chunks.set(rank - 2, bytes > MAX_BYTES ? FLAT / 2 : FLAT);
        chunks.set(rank - 1, bytes > 2 * MAX_BYTES ? FLAT / 2 : FLAT);
        return chunks;
    }

    private static List<Integer> cube(List<Axis> axes) {
        return axes.stream().map(axis -> axis.isSpace() ? CUBE : 1).toList();
    }
}
