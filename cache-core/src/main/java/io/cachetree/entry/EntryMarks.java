package io.cachetree.entry;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.NodePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written around a committed entry for those who read the tree without CacheTree; none of it is the truth.
 *
 * <ul>
 *   <li>{@code current} points at the files of the entry that was committed last.
 *   <li>{@code .cache_url_timestamp} is the commit mark of the Python package cvpl_tools: the local time without a zone,
 *       as {@code datetime.isoformat} writes it.
 * </ul>
 */
public final class EntryMarks {

    private static final Logger log = LoggerFactory.getLogger(EntryMarks.class);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    /** A mark that is cut off is no time that {@code isoformat} writes; it leaves out the fraction if it is zero. */
    private static final DateTimeFormatter ISO_OF_CVPL_TOOLS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSSSSS]", Locale.ROOT);

    private final Store store;

    /** Marks entries in the given store. */
    public EntryMarks(Store store) {
        this.store = store;
    }

    /** Marks an entry whose record was published; failing to is no error. */
    public void committed(NodePath node, EntryRecord record) {
        record.directory().ifPresent(directory -> mark(node, directory, record));
    }

    /** Marks an entry whose process was killed after it had published the record, and before it could. */
    void finish(NodePath node, EntryRecord record) {
        String owner = node.resolve(record.attempt()) + "/" + EntryNames.OWNER;
        if (store.size(owner).isPresent()) {
            committed(node, record);
        }
    }

    private void mark(NodePath node, String directory, EntryRecord record) {
        try {
            String files = node.resolve(directory);
            LocalDateTime time = LocalDateTime.ofInstant(record.origin().finished(), ZoneId.systemDefault());
            store.replace(
                    files + "/" + EntryNames.CVPL_TIMESTAMP, ISO.format(time).getBytes(StandardCharsets.US_ASCII));
            store.pointAt(node.resolve(EntryNames.CURRENT), directory);
            store.delete(files + "/" + EntryNames.OWNER);
        } catch (StoreException e) {
            log.debug("Committed entry {} of node {} is not marked", directory, node, e);
        }
    }

    /** Returns when cvpl_tools committed a directory, or nothing if it did not, or if its mark is empty or torn. */
    public Optional<Instant> committedByCvplTools(NodePath node) {
        return store.read(node.resolve(EntryNames.CVPL_TIMESTAMP)).flatMap(EntryMarks::time);
    }

    private static Optional<Instant> time(byte[] mark) {
        try {
            String text = new String(mark, StandardCharsets.UTF_8).strip();
            return Optional.of(LocalDateTime.parse(text, ISO_OF_CVPL_TOOLS)
                    .atZone(ZoneId.systemDefault())
                    .toInstant());
        } catch (DateTimeParseException torn) {
            return Optional.empty();
        }
    }
}
