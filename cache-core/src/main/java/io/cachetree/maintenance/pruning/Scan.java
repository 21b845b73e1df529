package io.cachetree.maintenance.pruning;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.RecordContent;
import io.cachetree.maintenance.pruning.Removal.Kind;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what stands in the nodes of a tree, to see what can be taken out of it. Thread safety: any number of threads.
 */
final class Scan {

    /** How old files must be that nobody vouches for. */
    private static final Duration UNMARKED = Duration.ofDays(1);

    private final Store store;
    private final TreeReader reader;

    private Scan(Store store) {
        this.store = Store.readOnly(store);
        this.reader = TreeReader.of(store);
    }

    /**
     * Returns all nodes of a tree, each before those below it.
     *
     * @throws io.cachetree.store.StoreException if one of them cannot be listed
     */
    static Map<NodePath, NodeContent> tree(Store store) {
        Scan scan = new Scan(store);
        return scan.nodes(NodePath.ROOT)
                .collect(Collectors.toMap(
                        NodeContent::node, content -> content, (one, other) -> one, LinkedHashMap::new));
    }

    private Stream<NodeContent> nodes(NodePath node) {
        List<NodeContent> below = reader.children(node).parallelStream()
                .flatMap(name -> nodes(node.child(name)))
                .toList();
        return Stream.concat(Stream.of(content(node)), below.stream());
    }

    private NodeContent content(NodePath node) {
        List<StoreItem> items = store.list(node.toString());
        List<FoundRecord> records = items.stream()
                .map(StoreItem::name)
                .filter(EntryNames::isRecord)
                .sorted()
                .flatMap(file -> reader.record(node, file).stream())
                .toList();
        List<StoredEntry> entries = entries(node, records);
        List<OpenAttempt> open =
                reader.attempts(node).stream().filter(OpenAttempt::hasDirectory).toList();
        return new NodeContent(
                node,
                entries,
                rest(node, items, records, open),
                reader.pins(node).keySet(),
                open.stream()
                        .filter(attempt -> attempt.state() == OpenAttempt.State.RUNNING)
                        .map(OpenAttempt::name)
                        .toList(),
                current(node));
    }

    private List<StoredEntry> entries(NodePath node, List<FoundRecord> records) {
        Map<String, List<FoundRecord>> byAttempt = records.stream()
                .filter(found -> found.record().isPresent())
                .collect(Collectors.groupingBy(
                        found -> found.record().orElseThrow().attempt()));
        return byAttempt.values().stream()
                .map(ofOne -> entry(node, ofOne, records))
                .sorted(Comparator.comparing(StoredEntry::since).reversed())
                .toList();
    }

    private static StoredEntry entry(NodePath node, List<FoundRecord> ofOne, List<FoundRecord> all) {
        List<EntryRecord> records = ofOne.stream()
                .flatMap(found -> found.record().stream())
                .sorted(Comparator.comparing(EntryRecord::since).reversed())
                .toList();
        EntryRecord newest = records.get(0);
        Set<String> names = new LinkedHashSet<>();
        ofOne.forEach(found -> names.add(found.file()));
        ofOne.forEach(found -> pointers(found, all).forEach(names::add));
        return StoredEntry.of(
                node,
                records,
                new Removal(
                        node,
                        newest.key().shortName(),
                        Kind.ENTRY,
                        List.copyOf(names),
                        newest.directory(),
                        newest.since(),
                        newest.size(),
                        newest.reason()));
    }

    /** Should two whole records stand under one key, only what points at this one belongs to it. */
    private static Stream<String> pointers(FoundRecord to, List<FoundRecord> all) {
        List<FoundRecord> ofKey = all.stream()
                .filter(each -> stem(each.file()).equals(stem(to.file())))
                .toList();
        boolean isOnly =
                ofKey.stream().filter(each -> each.record().isPresent()).count() == 1;
        return ofKey.stream()
                .filter(each -> target(each)
                        .filter(file -> isOnly || file.equals(to.file()))
                        .isPresent())
                .map(FoundRecord::file);
    }

    /** Returns the name of the record that a superseded one points at. */
    static Optional<String> target(FoundRecord found) {
        return found.content() instanceof RecordContent.Superseded pointer
                ? Optional.of("%s.%d.json".formatted(stem(found.file()), pointer.by()))
                : Optional.empty();
    }

    private static String stem(String file) {
        return file.substring(0, file.indexOf('.'));
    }

    private List<Removal> rest(
            NodePath node, List<StoreItem> items, List<FoundRecord> records, List<OpenAttempt> open) {
        Map<String, OpenAttempt.State> states =
                open.stream().collect(Collectors.toMap(OpenAttempt::name, OpenAttempt::state, (one, other) -> one));
        List<FoundRecord> damaged =
                records.stream().filter(found -> found.damage().isPresent()).toList();
        Set<String> damagedKeys = damaged.stream().map(FoundRecord::key).collect(Collectors.toSet());
        Map<Boolean, List<StoreItem>> directories = unnamed(items, records).stream()
                .collect(Collectors.partitioningBy(item ->
                        damagedKeys.contains(EntryNames.keyOf(item.name())) && !states.containsKey(item.name())));
        Stream<Removal> files = directories.getOrDefault(false, List.of()).stream()
                .flatMap(item -> files(node, item, Optional.ofNullable(states.get(item.name()))).stream());
        return Stream.concat(
                        files,
                        damaged.stream().map(found -> damaged(node, found, directories.getOrDefault(true, List.of()))))
                .toList();
    }

    /** Returns the directories of attempts that no record names. */
    private static List<StoreItem> unnamed(List<StoreItem> items, List<FoundRecord> records) {
        Set<String> named = records.stream()
                .flatMap(found -> found.record().stream())
                .map(EntryRecord::attempt)
                .collect(Collectors.toSet());
        return items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY && EntryNames.isAttempt(item.name()))
                .filter(item -> !named.contains(item.name()))
                .toList();
    }

    /** Who makes a directory marks it a moment later: without any mark, only its age says that nobody will. */
    private Optional<Removal> files(NodePath node, StoreItem item, Optional<OpenAttempt.State> state) {
        String path = node.resolve(item.name());
        boolean hasOwner = has(path, EntryNames.OWNER);
        boolean isVouchedFor = hasOwner || has(path, EntryNames.CVPL_TIMESTAMP);
        boolean isOld = item.modified().isBefore(Instant.now().minus(UNMARKED));
        if (state.filter(OpenAttempt.State.RUNNING::equals).isPresent() || !(isVouchedFor || isOld)) {
            return Optional.empty();
        }
        Kind kind = state.isPresent() && hasOwner ? Kind.ATTEMPT : Kind.SUPERSEDED;
        return Optional.of(new Removal(
                node,
                EntryNames.keyOf(item.name()),
                kind,
                List.of(),
                Optional.of(item.name()),
                item.modified(),
                size(path),
                kind == Kind.SUPERSEDED ? "no record names these files any more" : why(state)));
    }

    private static String why(Optional<OpenAttempt.State> state) {
        return state.filter(OpenAttempt.State.FAILED::equals).isPresent()
                ? "the attempt failed"
                : "the process of the attempt ended";
    }

    private boolean has(String directory, String file) {
        return store.size(directory + "/" + file).isPresent();
    }

    private Removal damaged(NodePath node, FoundRecord found, List<StoreItem> directories) {
        List<String> ofKey = directories.stream()
                .map(StoreItem::name)
                .filter(name -> EntryNames.keyOf(name).equals(found.key()))
                .toList();
        Optional<String> only = ofKey.size() == 1 ? Optional.of(ofKey.get(0)) : Optional.empty();
        return new Removal(
                node,
                found.key(),
                Kind.DAMAGED,
                List.of(found.file()),
                only,
                Instant.EPOCH,
                only.map(name -> size(node.resolve(name))).orElse(0L),
                found.damage().orElse(""));
    }

    private long size(String directory) {
        return store.list(directory).stream()
                .mapToLong(item -> switch (item.kind()) {
                    case FILE -> store.size(directory + "/" + item.name()).orElse(0);
                    case DIRECTORY -> size(directory + "/" + item.name());
                    case OTHER -> 0;
                })
                .sum();
    }

    /** The link is only for people; where it cannot be read, nothing was read last. */
    private Optional<String> current(NodePath node) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(store.local(node.toString()).resolve(EntryNames.CURRENT))
                            .toString());
        } catch (IOException | UnsupportedOperationException none) {
            return Optional.empty();
        }
    }

    /** Returns what tells by which entries of a node those below were used. */
    static Uses uses(Map<NodePath, NodeContent> nodes, NodePath upper) {
        return new Uses(
                Optional.ofNullable(nodes.get(upper)).map(NodeContent::entries).orElse(List.of()),
                nodes.values().stream()
                        .filter(content ->
                                !content.node().equals(upper) && content.node().isIn(upper))
                        .flatMap(content -> content.entries().stream())
                        .toList());
    }
}
