package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Change;
import io.cachetree.cli.answer.EntryJson;
import io.cachetree.cli.answer.Listing;
import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Selection;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.EntryChanges;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.maintenance.reading.Pin;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.EntriesDocument.Attempt;
import io.cachetree.viewer.data.EntriesDocument.Damaged;
import io.cachetree.viewer.data.EntriesDocument.Entry;
import io.cachetree.viewer.data.EntriesDocument.File;
import io.cachetree.viewer.data.Setting.Extent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Describes the entries of a node.
 *
 * @param place the tree
 * @param extent of which entries there are files
 * @param node the node
 */
record NodeEntries(Place place, Extent extent, NodePath node) {

    /** A node can have as many entries as a loop has turns. */
    static final int ENTRIES = 200;

    /** An entry can have any number of files. */
    static final int OUTPUTS = 1000;

    private static final Set<String> METADATA = Set.of("zarr.json", ".zattrs", ".zgroup", ".zarray");

    private static final Set<String> TEXTS = Set.of("txt", "log", "md", "json", "csv", "tsv", "xml", "yaml", "yml");

    /** Returns what is known of the node; nothing if there is none. */
    Optional<Documents.Entries> read() {
        Store store = place.tree().store();
        List<StoreItem> items = store.list(node.toString());
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<StoreItem> records = items.stream()
                .filter(item -> EntryNames.isRecord(item.name()))
                .sorted(Comparator.comparing(StoreItem::modified).reversed())
                .toList();
        List<FoundRecord> found = records.stream()
                .limit(ENTRIES)
                .flatMap(item -> place.tree().record(node, item.name()).stream())
                .toList();
        return Optional.of(read(found, Math.max(0, records.size() - ENTRIES)));
    }

    private Documents.Entries read(List<FoundRecord> found, int left) {
        List<Entry> entries = new ArrayList<>();
        List<EntryRecord> withFiles = new ArrayList<>();
        List<Damaged> damaged = new ArrayList<>();
        Map<String, Pin> pins = place.tree().pins(node);
        for (FoundRecord each : newestFirst(found)) {
            try {
                each.record().ifPresent(record -> {
                    Entry entry = entry(record, found, pins, entries.isEmpty());
                    entries.add(entry);
                    entry.files().ifPresent(path -> withFiles.add(record));
                });
                each.damage().ifPresent(why -> damaged.add(new Damaged(each.file(), why)));
            } catch (RuntimeException unreadable) {
                damaged.add(new Damaged(each.file(), String.valueOf(unreadable.getMessage())));
            }
        }
        EntriesDocument document = new EntriesDocument(Words.path(node), entries, attempts(), damaged, some(left));
        return new Documents.Entries(document, withFiles);
    }

    private static List<FoundRecord> newestFirst(List<FoundRecord> found) {
        Comparator<FoundRecord> oldestFirst = Comparator.comparing(
                each -> each.record().map(EntryRecord::since).orElse(Instant.MIN));
        return found.stream().sorted(oldestFirst.reversed()).toList();
    }

    private static OptionalInt some(int number) {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private Entry entry(EntryRecord record, List<FoundRecord> all, Map<String, Pin> pins, boolean isNewest) {
        Optional<EntryRecord> before = Selection.before(all, record);
        List<StoredFile> plain = record.outputs().stream()
                .filter(file -> !Image.isPartOfOne(file))
                .toList();
        List<StoredFile> listed = plain.stream().limit(OUTPUTS).toList();
        return new Entry(
                EntryJson.of(
                        place,
                        record,
                        listed,
                        Optional.ofNullable(pins.get(record.key().shortName()))),
                listed.stream()
                        .filter(file -> isText(file.name()))
                        .map(file -> new File(file.name(), file.size()))
                        .toList(),
                before.map(each -> changes(each, record)).orElse(List.of()),
                before.map(each -> each.key().shortName()),
                record.directory()
                        .filter(name -> extent != Extent.NEWEST || isNewest)
                        .map(name -> DocumentPath.files(node, name)),
                Image.among(record.outputs(), image -> directory(record, image)),
                some(plain.size() - listed.size()));
    }

    private Optional<Path> directory(EntryRecord record, String image) {
        return place.root().local().isPresent() ? local(record.attempt() + "/" + image) : metadata(record, image);
    }

    private Optional<Path> local(String directory) {
        List<String> names = List.of(directory.split("/", -1));
        return place.root()
                .local()
                .flatMap(root -> new EntryFiles(root).directory(node, names.get(0), names.subList(1, names.size())));
    }

    /** Of an image elsewhere nothing is fetched that says no more than its pixels. */
    private Optional<Path> metadata(EntryRecord record, String image) {
        List<StoredFile> files = record.outputs().stream()
                .filter(file -> file.name().startsWith(image + "/"))
                .filter(file ->
                        METADATA.contains(file.name().substring(file.name().lastIndexOf('/') + 1)))
                .toList();
        try {
            return Optional.of(place.tree()
                    .store()
                    .local(node.resolve(record.attempt()), files)
                    .resolve(image));
        } catch (IOException | StoreException unreadable) {
            return Optional.empty();
        }
    }

    private List<Change> changes(EntryRecord before, EntryRecord now) {
        return EntryChanges.in(place.tree()).between(before, now).stream()
                .map(Change::of)
                .toList();
    }

    private static boolean isText(String file) {
        return TEXTS.contains(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private List<Attempt> attempts() {
        return place.tree().attempts(node).stream().map(this::attempt).toList();
    }

    private Attempt attempt(OpenAttempt open) {
        Listing.Attempt attempt = Listing.Attempt.of(open);
        boolean hasFiles = open.hasDirectory() && (extent == Extent.LIVE || open.state() != OpenAttempt.State.RUNNING);
        List<File> files = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        if (open.hasDirectory()) {
            addFiles(open.name(), files, images);
        }
        return new Attempt(
                attempt.name(),
                attempt.state(),
                attempt.since(),
                hasFiles ? Optional.of(DocumentPath.files(node, open.name())) : Optional.empty(),
                images,
                files);
    }

    private void addFiles(String directory, List<File> files, List<Image> images) {
        Store store = place.tree().store();
        for (StoreItem item : store.list(node.resolve(directory))) {
            String path = directory + "/" + item.name();
            String name = path.substring(path.indexOf('/') + 1);
            if (files.size() + images.size() >= OUTPUTS) {
                return;
            }
            if (item.kind() == StoreItem.Kind.DIRECTORY && Image.isOne(name)) {
                images.add(Image.begun(name, local(path)));
            } else if (item.kind() == StoreItem.Kind.DIRECTORY) {
                addFiles(path, files, images);
            } else if (item.kind() == StoreItem.Kind.FILE && EntryNames.isOutput(item.name())) {
                store.size(node.resolve(path)).ifPresent(size -> files.add(new File(name, size)));
            }
        }
    }
}
