package io.cachetree.zarr.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * The files of an array, wherever they are, by their names relative to it: {@code zarr.json}, {@code c/0/1}.
 *
 * <ul>
 *   <li>A name is absent only if the storage says that nothing is there. Whatever else goes wrong is an
 *       {@link IOException}: absent chunks are read as fill values, and an error must not look like these.
 *   <li>Names have {@code /} between their parts; a part is not empty, {@code .} or {@code ..}, so that no name leads
 *       outside. Others are an {@link IllegalArgumentException}.
 *   <li>Buffers lie on the heap.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public interface ArrayFiles {

    /** Returns the files in a directory, which is made when the first file is. */
    static ArrayFiles local(Path directory) {
        return new LocalFiles(directory);
    }

    /**
     * Reads a whole file.
     *
     * @param limit the largest size that is accepted
     * @param buffers makes a buffer of a length, once the size is known
     * @return the content, from position to limit of the buffer, or nothing if the file is absent
     * @throws io.cachetree.zarr.codec.DamagedDataException if the file is larger than accepted
     */
    Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) throws IOException;

    /**
     * Fills a buffer, from its position to its limit, with the bytes of a file from a place on.
     *
     * @throws io.cachetree.zarr.codec.DamagedDataException if the file is absent, or ends too early
     */
    void readRange(String name, long from, ByteBuffer into) throws IOException;

    /** Returns the size of a file, or nothing if it is absent. */
    OptionalLong size(String name) throws IOException;

    /**
     * Creates a file from parts, one after the other.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    void create(String name, List<ByteBuffer> parts) throws IOException;

    /**
     * Returns what changes when a file does, as a size and a time do, or nothing if the file is absent. It costs no reading.
     */
    Optional<String> stamp(String name) throws IOException;

    /**
     * Returns the threads to move files with, if the storage is so far away that there should be more of them than processors;
     * else those of the caller do it.
     */
    default Optional<Transfers> transfers() {
        return Optional.empty();
    }

    /** Returns the files in a folder, named relative to it. */
    ArrayFiles folder(String name);

    /** Returns where a file is, for messages. */
    String place(String name);

    /** Returns where the files are, for messages: what the places of all of them begin with. */
    default String place() {
        String file = place("file");
        return file.substring(0, file.length() - "/file".length());
    }

    /** Returns what to do about a file that is damaged or lost, as a sentence for messages. */
    default String remedy() {
        return "Bring the file back, or write the array again.";
    }

    /**
     * Checks a name, which may come from somebody's metadata.
     *
     * @param directory what it is below, for the message
     * @throws IllegalArgumentException if it would lead outside, or nowhere
     */
    static void requireName(String name, String directory) {
        boolean isDriveOfWindows = name.matches("[A-Za-z]:.*");
        if (isDriveOfWindows || !Arrays.stream(name.split("/", -1)).allMatch(ArrayFiles::isPart)) {
            throw new IllegalArgumentException(
                    "Cannot use the name \"%s\" in \"%s\": it would lead outside, or nowhere. Give names with \"/\" between parts that are not \".\" or \"..\"."
                            .formatted(name, directory));
        }
    }

    private static boolean isPart(String part) {
        return !part.isEmpty()
                && !part.equals(".")
                && !part.equals("..")
                && part.chars().noneMatch(c -> c == '\\' || c < ' ');
    }
}
