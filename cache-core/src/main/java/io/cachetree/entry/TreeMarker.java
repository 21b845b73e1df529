package io.cachetree.entry;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodeName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code cachetree.json} that makes a directory the root of a tree.
 *
 * <p>A damaged or lost one is made anew where the tree can still be recognised; one of a future format is refused
 * before anything is touched.
 */
public final class TreeMarker {

    /** The name of the file. */
    public static final String FILE = "cachetree.json";

    private static final Logger log = LoggerFactory.getLogger(TreeMarker.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAMES_SHOWN = 3;
    private static final int DIRECTORIES_LOOKED_AT = 1000;

    private final Store store;

    /** Looks at the root of the given store. */
    public TreeMarker(Store store) {
        this.store = store;
    }

    /**
     * Makes the store's root a tree, unless it is one.
     *
     * @throws InvalidStepException if it is one of a future format
     * @throws io.cachetree.store.StoreException if it cannot be written
     */
    public void ensure() {
        Optional<byte[]> found = store.read(FILE);
        if (found.isEmpty()) {
            store.publish(FILE, content(), null, Durability.POWER);
        } else if (!isReadable(found.get())) {
            log.warn("The \"{}\" of the cache tree at {} was damaged and is written anew", FILE, store);
            store.replace(FILE, content());
        }
    }

    /**
     * Refuses a directory that holds files and is no tree: a slip in a path must not fill somebody's home with nodes.
     *
     * @throws InvalidStepException if it is one, or a tree of a future format
     */
    public void refuseForeign() {
        if (isMarked()) {
            return;
        }
        List<StoreItem> items = store.list("");
        items.stream().filter(StoreItem::isLeftover).forEach(item -> store.delete(item.name()));
        List<String> names = items.stream()
                .filter(item -> !item.isTemporary() && !EntryNames.isLitter(item.name()))
                .map(StoreItem::name)
                .sorted()
                .toList();
        if (!names.isEmpty() && !holdsARecord() && !isMarked()) {
            throw foreign(names);
        }
    }

    /** Somebody may make it a tree at any moment: what was listed may be his, if the mark is there after that. */
    private boolean isMarked() {
        Optional<byte[]> marker = store.read(FILE);
        marker.ifPresent(this::isReadable);
        return marker.isPresent();
    }

    /** A tree that lost its marker is known by any record in it; nobody else's files look like one. */
    private boolean holdsARecord() {
        Deque<String> directories = new ArrayDeque<>(List.of(""));
        for (int looked = 0; looked < DIRECTORIES_LOOKED_AT && !directories.isEmpty(); looked++) {
            String prefix = directories.removeFirst();
            for (StoreItem item : listed(prefix)) {
                if (EntryNames.isRecord(item.name()) && isWhole(prefix + item.name())) {
                    return true;
                }
                if (item.kind() == StoreItem.Kind.DIRECTORY && NodeName.isAllowed(item.name())) {
                    directories.addLast(prefix + item.name() + "/");
                }
            }
        }
        return false;
    }

    private List<StoreItem> listed(String prefix) {
        try {
            return store.list(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
        } catch (StoreException notOurs) {
            return List.of();
        }
    }

    private boolean isWhole(String file) {
        try {
            return store.read(file).filter(SealedJson::isWhole).isPresent();
        } catch (StoreException notOurs) {
            return false;
        }
    }

    private InvalidStepException foreign(List<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining("\", \"", "\"", "\""));
        return new InvalidStepException("""
                Cannot open a cache tree at "%s": the directory is not empty (%s%s) and has no "%s". \
                Choose a new or empty directory.""".formatted(store, shown, names.size() > NAMES_SHOWN ? ", …" : "", FILE));
    }

    /**
     * Returns whether there is a marker, and it is not what was written.
     *
     * @throws InvalidStepException if it is that of a future format
     */
    public boolean isDamaged() {
        return store.read(FILE).filter(found -> !isReadable(found)).isPresent();
    }

    private static byte[] content() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("about", "This directory is the root of a cache tree, written by CacheTree.");
        members.put("format", RecordFormat.FORMAT);
        members.put("minimum-reader", RecordFormat.FORMAT);
        members.put("tree", UUID.randomUUID().toString());
        return SealedJson.seal(
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(members));
    }

    /**
     * Refuses a directory whose marker is missing or damaged, before something in it is moved or deleted.
     *
     * @throws InvalidStepException if it is one, or a tree of a future format
     */
    public void require() {
        if (store.read(FILE).filter(this::isReadable).isEmpty()) {
            throw new InvalidStepException("""
                    Cannot change the cache tree at "%s": its "%s" is missing or damaged, and nothing is moved or deleted where \
                    it is not certain that this is a tree. Run a step in it, which mends the file, then try again.""".formatted(store, FILE));
        }
    }

    /**
     * Refuses what is only read and is no tree.
     *
     * @throws InvalidStepException if its marker is missing or damaged, or it is a tree of a future format
     */
    public void requireTree() {
        if (store.read(FILE).filter(this::isReadable).isEmpty()) {
            throw new InvalidStepException("""
                    Cannot read a cache tree at "%s": there is no "%s", or it is damaged. Name the root of a tree.""".formatted(store, FILE));
        }
    }

    /** The checksum comes last, as a future format may have another one. */
    private boolean isReadable(byte[] bytes) {
        try {
            requireReadable(minimumReader(bytes));
        } catch (JacksonException notJson) {
            return false;
        }
        return SealedJson.isWhole(bytes);
    }

    /** All who open a tree come by here, and a mapper takes longer to be made than all else that they do. */
    private static int minimumReader(byte[] bytes) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("minimum-reader")) {
                    return json.getValueAsInt(0);
                }
                json.skipChildren();
            }
        }
        return 0;
    }

    private void requireReadable(int minimumReader) {
        if (minimumReader > RecordFormat.FORMAT) {
            throw new InvalidStepException("""
                    Cannot open the cache tree at "%s": it needs a reader of format %d, and this version of CacheTree \
                    reads formats up to %d. Use a newer version; nothing was touched.""".formatted(store, minimumReader, RecordFormat.FORMAT));
        }
    }
}
