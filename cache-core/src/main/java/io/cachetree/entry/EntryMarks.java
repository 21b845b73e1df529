package io.cachetree.entry;

import io.cachetree.store.Access;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written around a committed entry for those who read the tree without CacheTree; none of it is the truth.
 *
 * <p>Storage elsewhere has none of it, as each would take requests.
 *
 * <ul>
 *   <li>{@code current} points at the files of the entry that was committed or read last.
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

    /**
     * Marks an entry whose record was published; failing to is no error.
     *
     * @param stage the directory of the entry, or {@code null} if it has none
     */
    public void committed(NodePath node, EntryRecord record, @Nullable Stage stage) {
        try {
            if (stage != null && store.access(stage.directory()) == Access.IN_PLACE) {
                writeTimestamp(record, stage);
                point(node, record);
                stage.delete(EntryNames.OWNER);
            }
        } catch (IOException | StoreException e) {
            log.debug("Committed entry {} of node {} is not marked", record.attempt(), node, e);
        }
    }

    /** Makes {@code current} point at an entry that was committed or read, if it has files. */
    public void point(NodePath node, EntryRecord record) {
        record.directory().ifPresent(directory -> store.pointAt(node.resolve(EntryNames.CURRENT), directory));
    }

    /** Marks an entry whose process was killed after it had published the record, and before it could. */
    void finish(NodePath node, EntryRecord record) {
        String files = node.resolve(record.attempt());
        try {
            if (store.size(files + "/" + EntryNames.OWNER).isPresent()) {
                removeLeftovers(files);
                store.replace(files + "/" + EntryNames.CVPL_TIMESTAMP, timestamp(record));
                point(node, record);
                store.delete(files + "/" + EntryNames.OWNER);
            }
        } catch (StoreException e) {
            log.debug("Committed entry {} of node {} is not marked", record.attempt(), node, e);
        }
    }

    /** Whoever finished the marks before may have been killed while doing so. */
    private void removeLeftovers(String files) {
        store.list(files).stream()
                .filter(StoreItem::isLeftover)
                .forEach(item -> store.delete(files + "/" + item.name()));
    }

    private static void writeTimestamp(EntryRecord record, Stage stage) throws IOException {
        try (OutputStream out = stage.create(EntryNames.CVPL_TIMESTAMP)) {
            out.write(timestamp(record));
        }
    }

    private static byte[] timestamp(EntryRecord record) {
        LocalDateTime time = LocalDateTime.ofInstant(record.origin().finished(), ZoneId.systemDefault());
        return ISO.format(time).getBytes(StandardCharsets.US_ASCII);
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
