package io.cachetree.codec;

import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.CodecOptions;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of one type into files, and back.
 *
 * <p>Implementations must comply with the following; the test class {@code CodecContract} checks it:
 *
 * <ul>
 *   <li>What {@link #decode} returns equals what was given to {@link #encode}. A value for which that cannot be promised
 *       is refused by {@code encode} with an {@link io.cachetree.tree.InvalidStepException}.
 *   <li>The same value gives the same bytes under the same {@link Options}, at any time and on any machine.
 *   <li>{@code encode} writes nothing but through its target, {@code decode} nothing at all.
 *   <li>Its files are named after {@link Target#name}, so that several codecs can write into one entry: a file or directory
 *       {@code name()} itself, or any whose name begins with {@code name() + "."}. Only of a whole result, whose name is
 *       {@link #RESULT}, they may have other names that say more.
 *   <li>{@code decode} takes what it reads for data from anywhere: whatever the bytes are, it returns a value or throws an
 *       {@code IOException}. It loads no class that the data names and allocates no more than the data can fill. Whether
 *       the bytes are those that were written is the source's business.
 *   <li>{@link #firstDifference} finds nothing between two entries of the same value, whatever options they were written
 *       under. {@code decode} reads what was written under any.
 *   <li>No value is {@code null}: {@link Codecs} writes a null result as the JSON {@code null} without asking the codec.
 *       The JSON {@code null} is therefore no codec's to write.
 * </ul>
 *
 * <p>A codec that keeps its value in files describes it by a little JSON that names them. One that has nothing to say
 * there may leave it out; the entry then has <code>{}</code>. So a codec for a type with its own file format is short:
 *
 * <pre>{@code
 * final class TableCodec implements Codec<Table> {
 *     public String id() {
 *         return "table";
 *     }
 *
 *     public void encode(Table table, Target target) throws IOException {
 *         table.writeCsv(target.directory().resolve(target.name() + ".csv"));
 *     }
 *
 *     public Table decode(Source source) throws IOException {
 *         return Table.readCsv(source.open(source.name() + ".csv"));
 *     }
 * }
 * }</pre>
 *
 * <p>Thread safety: a codec is used by many threads at the same time; a target by one.
 *
 * @param <T> the type of the values
 */
public interface Codec<T extends @Nullable Object> {

    /** Returns what names this codec in records: lower-case ASCII, and never changed, as old records hold it. */
    String id();

    /**
     * Returns the codec that reads an entry, by the id in its record: this one if it is its own, else none. A codec that
     * took the place of another one for a type returns that for its id, and entries stay readable.
     */
    default Optional<Codec<T>> reader(String id) {
        return id.equals(id()) ? Optional.of(this) : Optional.empty();
    }

    /**
     * Checks options before a step runs whose result is to be written under them: else hours of work would be lost by a
     * typing error.
     *
     * @throws io.cachetree.tree.InvalidStepException if nothing can be written under them; the message says what to do
     */
    default void check(Options options) {}

    /**
     * Writes a value, completely or not at all: what a failed call left is never read.
     *
     * @throws io.cachetree.tree.InvalidStepException if this codec cannot hold that value; the message says what to do
     * @throws IOException if the storage fails
     */
    void encode(T value, Target target) throws IOException;

    /**
     * Reads a value.
     *
     * @return a value of its own, that nobody else changes
     * @throws IOException if the files are missing, damaged, or not what this codec writes
     */
    T decode(Source source) throws IOException;

    /**
     * Returns whether values read a file only when they are asked for what is in it, long after {@link #decode}. Such a
     * file is not looked at for a hit; the value compares what it reads with {@link Source#digest}, and fails if it differs.
     *
     * @param file as it was given to {@link Target#create}, without the directory of the part that the value is, if it is one
     */
    default boolean readsLater(String file) {
        return false;
    }

    /**
     * Returns where two entries that this codec wrote differ first, for a person who has to find out why, or nothing if
     * they hold the same. The files that belong to no codec, because the step wrote them itself, are none of its business.
     *
     * <p>By default, the JSON is compared by value and all files byte by byte. A codec overrides this to name the place in
     * its own terms, as in {@code result.npy[3, 5]: 0.41 -> 0.42}, or to let numbers differ a little.
     *
     * @throws IOException if one of the entries cannot be read
     */
    default Optional<String> firstDifference(Source before, Source now) throws IOException {
        return new EntryDifference(before, now).first();
    }

    /** The {@link Target#name} of a value that is the whole result of a step. */
    String RESULT = "result";

    /** Where a codec puts a value: into the record of the entry, or into files beside it. */
    interface Target {

        /** How many bytes of JSON the record takes; more goes into a file of its own, {@code result.json}. */
        int RECORD_LIMIT = 64 * 1024;

        /** Returns what is said about how the value is to be written. */
        default Options options() {
            return Options.NONE;
        }

        /** Keeps the JSON that describes the value: a whole JSON text in UTF-8. At most once per entry. */
        void json(byte[] utf8);

        /**
         * Returns the name under which the codec keeps its files: it creates {@code name() + ".npy"} and so on, or a
         * directory of such a name. That of a part of a result is the part's, and may be a path: names separated by
         * {@code /}.
         */
        default String name() {
            return RESULT;
        }

        /**
         * Returns the {@link #name} for a part of the value that has a codec of its own: for a part of a whole result the
         * part's, else {@code name() + "/" + part}. So has a part of a whole result that is called as the entry's own
         * files are: {@code result}, {@code log} and {@code error}.
         */
        default String nameOf(String part) {
            return Parts.nameOf(name(), part);
        }

        /**
         * Creates a file of the entry, together with the directories it is in.
         *
         * @param name relative to the entry, separated by {@code /}
         * @throws IOException if there is such a file already, or the storage fails
         */
        OutputStream create(String name) throws IOException;

        /**
         * Creates a file of the entry from parts, one after the other, together with the directories it is in. It goes to its
         * place at once, also in storage that is not on this machine, where files of {@link #create} and of {@link
         * #directory} take room here until they are committed. Many threads may write different files.
         *
         * @param name relative to the entry, separated by {@code /}
         * @param parts the content, from position to limit of each buffer; they are not changed
         * @throws IOException if there is such a file already, or the storage fails
         */
        default void write(String name, List<ByteBuffer> parts) throws IOException {
            try (WritableByteChannel out = Channels.newChannel(create(name))) {
                for (ByteBuffer part : parts) {
                    out.write(part.duplicate());
                }
            }
        }

        /** Returns what was written so far, to be read back. */
        Source written();

        /** Returns the directory of the attempt, for values that are files there; made, with what {@link #name} is in. */
        Path directory() throws IOException;
    }

    /**
     * What is said about how a value is to be written. Nothing of it enters a key, so a codec takes it for no more than
     * that: whatever it says, an equal value is read.
     *
     * @param node the name of the step's node, such as {@code segment-nuclei}; a codec may name the files of a whole result
     *     after it
     * @param annotations the annotations of the step's method
     * @param inherited the options in force where the step was called
     */
    record Options(String node, Annotations annotations, CacheOptions inherited) {

        /** Where nothing is said. */
        public static final Options NONE = new Options(RESULT, Annotations.NONE, CacheOptions.STANDARD);

        /** Returns the annotation of a class that the step's method has, if it has one. */
        public <A extends Annotation> Optional<A> annotation(Class<A> type) {
            return annotations.find(type);
        }

        /** Returns the options for a part of a value, whose own annotations go before those of the step. */
        public Options ofPart(Annotations nearer) {
            return new Options(node, new NearerAnnotations(nearer, annotations), inherited);
        }

        /** Returns the options of a class that are in force, if there are any. */
        public <O extends CodecOptions> Optional<O> inForce(Class<O> type) {
            return inherited.codec(type);
        }
    }

    /** The annotations of a method that are there at run time, with those of the interface methods that it implements. */
    @FunctionalInterface
    interface Annotations {

        /** Those of no method. */
        Annotations NONE = new Annotations() {
            @Override
            public <A extends Annotation> Optional<A> find(Class<A> type) {
                return Optional.empty();
            }
        };

        /** Returns the annotation of a class, if there is one. */
        <A extends Annotation> Optional<A> find(Class<A> type);
    }

    /**
     * Where a codec finds what it once gave to a {@link Target}.
     *
     * <p>A value that reads its files later may keep its source, on any thread: it holds as long as the tree is open and the
     * entry is not pruned. What a first run returns has the source of the entry that counts, also where another process
     * was first to commit. Such a value keeps no file open: a value that does not become the result is not closed.
     */
    interface Source {

        /** Returns the {@link Target#name} under which the value was written. */
        default String name() {
            return RESULT;
        }

        /** Returns the {@link Target#nameOf} of a part of the value. */
        default String nameOf(String part) {
            return Parts.nameOf(name(), part);
        }

        /**
         * Returns the JSON that was given to {@link Target#json}; the space between its tokens may differ.
         *
         * @throws IOException if there is none, or it cannot be read
         */
        byte[] json() throws IOException;

        /**
         * Opens a file of the entry.
         *
         * @param name as it was given to {@link Target#create}
         * @throws java.nio.file.NoSuchFileException if there is no such file
         * @throws IOException if it cannot be read, or is not what was committed
         */
        InputStream open(String name) throws IOException;

        /**
         * Reads a part of a file into a buffer, from its position to its limit; the position moves by what was read.
         *
         * @param from where the part begins, in bytes from the beginning of the file
         * @return how many bytes were read: fewer than the buffer takes only where the file ends
         * @throws java.nio.file.NoSuchFileException if there is no such file
         * @throws IOException if it cannot be read
         */
        default int read(String name, long from, ByteBuffer into) throws IOException {
            try (InputStream in = open(name)) {
                in.skipNBytes(from);
                byte[] part = in.readNBytes(into.remaining());
                into.put(part);
                return part.length;
            }
        }

        /**
         * Returns whether the files are on a file system of this machine, so that {@link #directory} is their own place and
         * costs nothing. Else it is a copy of all of them, and a codec that needs a part of the files opens these.
         */
        default boolean isInPlace() {
            return true;
        }

        /**
         * Returns the length of a file in bytes, so that a codec can doubt a file's header before it allocates.
         *
         * @throws java.nio.file.NoSuchFileException if there is no such file
         * @throws IOException if it cannot be found out
         */
        default long size(String name) throws IOException {
            return Files.size(directory().resolve(name));
        }

        /**
         * Returns the digest that the content of a file had when it was written; nothing if nobody took one.
         *
         * @throws IOException if there is no such file
         */
        default Optional<Digest> digest(String name) throws IOException {
            return Optional.empty();
        }

        /** Returns a local directory with the committed files of the entry. A codec only reads there. */
        Path directory() throws IOException;

        /**
         * Returns the names of all files of the entry, as {@link #open} takes them.
         *
         * @throws IOException if they cannot be listed
         */
        default Collection<String> files() throws IOException {
            Path directory = directory();
            String separator = directory.getFileSystem().getSeparator();
            try (Stream<Path> paths = Files.walk(directory)) {
                return paths.filter(Files::isRegularFile)
                        .map(path -> directory.relativize(path).toString().replace(separator, "/"))
                        .toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
