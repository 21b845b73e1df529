package io.cachetree.entry;

import io.cachetree.key.CacheKey;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The committed entries of a tree: finds the record that answers a key, and publishes new ones.
 *
 * <ul>
 *   <li>A key that was never superseded costs one read.
 *   <li>A record that does not count (damaged, of a newer format, objected to by the caller) is passed over for the
 *       next register; it is replaced by a pointer only when its successor is published.
 * </ul>
 *
 * <p>Thread safety: any number of threads and processes.
 */
public final class Entries {

    /**
     * What a search found.
     *
     * @param lookup a hit, or why there is none
     * @param vacancy where a new record can be published, if it is a miss
     */
    public record Search<T>(Lookup<T> lookup, Vacancy vacancy) {}

    /** A place where nothing stands yet. Opaque: {@link Entries#publish} takes it. */
    public static final class Vacancy {
        private final NodePath node;
        private final Register register;
        private final Optional<StoreException> failure;

        private Vacancy(NodePath node, Register register) {
            this(node, register, Optional.empty());
        }

        private Vacancy(NodePath node, Register register, Optional<StoreException> failure) {
            this.node = node;
            this.register = register;
            this.failure = failure;
        }

        /** Returns none: the storage did not say where there is a place, and nothing can be published. */
        public static Vacancy none(NodePath node, CacheKey key, StoreException failure) {
            return new Vacancy(node, Register.first(key), Optional.of(failure));
        }

        /** Returns why there is no place, if there is none. */
        public Optional<StoreException> failure() {
            return failure;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Entries.class);

    private final Store store;

    /** Looks at the entries in the given store. */
    public Entries(Store store) {
        this.store = store;
    }

    /**
     * Finds the entry that answers a key.
     *
     * @param use what to do with a record that is whole: a hit ends the search, a miss is an objection to it
     * @return the hit, or a miss with the last objection, or with {@link MissReason.NeverRan} if there is no record
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    public <T> Search<T> find(NodePath node, CacheKey key, Function<EntryRecord, Lookup<T>> use) {
        return find(node, Register.first(key), use);
    }

    /**
     * Finds the entry that somebody else published at a vacancy, or a later one. What stands before it was objected to
     * when the vacancy was found, and may only not be replaced yet.
     *
     * @param use as in {@link #find(NodePath, CacheKey, Function)}
     */
    public <T> Search<T> findAt(Vacancy vacancy, Function<EntryRecord, Lookup<T>> use) {
        return find(vacancy.node, vacancy.register, use);
    }

    /**
     * Returns whether somebody published at a vacancy meanwhile.
     *
     * @throws StoreException if the storage does not answer
     */
    public boolean isTaken(Vacancy vacancy) {
        return store.size(vacancy.node.resolve(vacancy.register.file())).isPresent();
    }

    /** The records that are looked at have no parts of the code. */
    private <T> Search<T> find(NodePath node, Register first, Function<EntryRecord, Lookup<T>> use) {
        Register register = first;
        MissReason reason = new MissReason.NeverRan();
        while (true) {
            Optional<byte[]> bytes = read(node.resolve(register.file()));
            if (bytes.isEmpty()) {
                return new Search<>(new Lookup.Miss<>(reason), new Vacancy(node, register));
            }
            RecordContent content = RecordFormat.readWithoutParts(bytes.get());
            if (content instanceof RecordContent.Superseded pointer && pointer.by() > register.number()) {
                register = register.withNumber(pointer.by());
                reason = new MissReason.RecordDamaged(
                        "it points to \"%s\", which is missing".formatted(register.file()));
            } else if (content instanceof RecordContent.Whole whole && isOther(whole, register)) {
                register = register.longer();
            } else {
                Lookup<T> lookup = lookup(content, register.key(), use);
                if (lookup instanceof Lookup.Miss<T> miss) {
                    reason = miss.reason();
                    register = register.next();
                } else {
                    return new Search<>(lookup, new Vacancy(node, register));
                }
            }
        }
    }

    /** What is too large to be read is no record, and damaged like any other that is none. */
    private Optional<byte[]> read(String file) {
        try {
            return store.read(file);
        } catch (StoreException e) {
            if (store.size(file).orElse(0) > Store.LARGEST_READ) {
                return Optional.of(new byte[0]);
            }
            throw e;
        }
    }

    private static boolean isOther(RecordContent.Whole whole, Register register) {
        return register.form() == Register.Form.SHORT && !whole.record().key().equals(register.key());
    }

    private static <T> Lookup<T> lookup(RecordContent content, CacheKey key, Function<EntryRecord, Lookup<T>> use) {
        if (content instanceof RecordContent.Whole whole) {
            return whole.record().key().equals(key)
                    ? use.apply(whole.record())
                    : new Lookup.Miss<>(new MissReason.RecordDamaged("it is that of another key"));
        }
        String why = content instanceof RecordContent.Unusable unusable ? unusable.why() : "it points nowhere";
        return new Lookup.Miss<>(new MissReason.RecordDamaged(why));
    }

    /**
     * Publishes a record at a vacancy that a search for its key found.
     *
     * @param stage the stage with the entry's files, or {@code null} if it has none
     * @return whether it is published; {@code false} means that somebody else was there first: search again
     * @throws io.cachetree.store.StoreException if it cannot be published
     */
    public boolean publish(Vacancy vacancy, EntryRecord record, @Nullable Stage stage, Durability durability) {
        return publish(vacancy, bytes(record), stage, durability);
    }

    /**
     * Publishes a record as it stands in another tree.
     *
     * @param content the bytes of a whole record
     * @param stage as in {@link #publish(Vacancy, EntryRecord, Stage, Durability)}
     */
    public boolean publish(Vacancy vacancy, byte[] content, @Nullable Stage stage, Durability durability) {
        Register register = vacancy.register;
        String file = vacancy.node.resolve(register.file());
        boolean published = publish(file, content, stage, durability);
        if (published && register.number() > 1) {
            supersede(vacancy.node, register);
        }
        return published;
    }

    /**
     * Returns the bytes of a record.
     *
     * @throws InvalidStepException if it lists so many files that nobody could read it
     */
    public static byte[] bytes(EntryRecord record) {
        byte[] content = RecordFormat.write(record);
        if (content.length > Store.LARGEST_READ) {
            throw new InvalidStepException("""
                    Cannot commit node "%s": its record would have %d bytes, as it lists %d files. \
                    Write fewer, larger files.""".formatted(
                            record.node(), content.length, record.outputs().size()));
        }
        return content;
    }

    /** Where the outcome is not known, the record says it: files must not be deleted that it may name already. */
    private boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        try {
            return store.publish(file, content, stage, durability);
        } catch (StoreException e) {
            if (isPublished(file, content, e)) {
                return true;
            }
            throw e;
        }
    }

    private boolean isPublished(String file, byte[] content, StoreException unknown) {
        try {
            return store.read(file)
                    .filter(found -> Arrays.equals(found, content))
                    .isPresent();
        } catch (StoreException e) {
            unknown.addSuppressed(e);
            return false;
        }
    }

    /** The first register points at the newest one, so that a hit reads two files however often it was superseded. */
    private void supersede(NodePath node, Register by) {
        byte[] pointer = RecordFormat.writeSuperseded(by.number());
        store.replace(node.resolve(by.withNumber(by.number() - 1).file()), pointer);
        if (by.number() > 2) {
            store.replace(node.resolve(by.withNumber(1).file()), pointer);
        }
    }

    /**
     * Returns the newest whole records of a node that were not superseded, the newest first. A record that cannot be
     * read is left out.
     *
     * @param items what a listing of the node showed
     */
    public Stream<EntryRecord> newest(NodePath node, List<StoreItem> items) {
        return items.stream()
                .filter(item -> EntryNames.isRecord(item.name()))
                .sorted(Comparator.comparing(StoreItem::modified).reversed())
                .flatMap(item -> readable(node, item).stream());
    }

    /**
     * Returns the oldest whole record of a node, if it can be read and was not superseded.
     *
     * @param items what a listing of the node showed
     */
    public Optional<EntryRecord> oldest(NodePath node, List<StoreItem> items) {
        return items.stream()
                .filter(item -> EntryNames.isRecord(item.name()))
                .min(Comparator.comparing(StoreItem::modified))
                .flatMap(item -> readable(node, item));
    }

    private Optional<EntryRecord> readable(NodePath node, StoreItem item) {
        try {
            return record(node, item.name());
        } catch (StoreException e) {
            log.debug("Record {} of node {} cannot be read", item.name(), node, e);
            return Optional.empty();
        }
    }

    /** Returns the record in a file of a node, if there is a whole one that was not superseded. */
    public Optional<EntryRecord> record(NodePath node, String file) {
        return store.read(node.resolve(file)).map(RecordFormat::read).flatMap(Entries::whole);
    }

    /**
     * Returns what a file of a node holds, or nothing if there is no such file. One that is damaged is content like any
     * other.
     *
     * @throws StoreException if the storage does not answer
     */
    public Optional<RecordContent> content(NodePath node, String file) {
        return read(node.resolve(file)).map(RecordFormat::read);
    }

    /** Returns what a file of a node holds, which was read already. */
    public static RecordContent contentOf(byte[] bytes) {
        return RecordFormat.read(bytes);
    }

    /** Returns what a file holds that is no longer in a node, as when it is in the trash, or nothing if it is not there. */
    public Optional<RecordContent> contentOf(String path) {
        return read(path).map(RecordFormat::read);
    }

    /**
     * Returns the same with records that say what an entry is and not of what its key is made: they have no inputs, no called
     * steps and no parts of the code. Many records are read faster so, and take less memory.
     */
    public Optional<RecordContent> contentWithoutInputs(NodePath node, String file) {
        return read(node.resolve(file)).map(RecordFormat::readWithoutInputs);
    }

    /** Returns the same with outlines in place of records. Very many are read so. */
    public Optional<RecordContent> outline(NodePath node, String file) {
        return read(node.resolve(file)).map(RecordFormat::readOutline);
    }

    private static Optional<EntryRecord> whole(RecordContent content) {
        return content instanceof RecordContent.Whole whole ? Optional.of(whole.record()) : Optional.empty();
    }
}
