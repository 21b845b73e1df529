package io.cachetree.maintenance.pruning;

import io.cachetree.entry.EntryNames;
import io.cachetree.store.Owner;
import io.cachetree.tree.CacheTreeException;
import io.cachetree.tree.NodePath;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was taken out of a tree and stands in its trash, as the note beside it says.
 *
 * @param id the name of its directory in the trash
 * @param at when it was taken out
 * @param by who did that
 * @param owner the process that did it
 * @param removal what it is, and why it went
 */
public record Deletion(String id, Instant at, String by, Owner owner, Removal removal) {

    private static final String TITLE = "CacheTree trash 1";
    private static final String END = "end";

    /** Returns the part of the id that all have in common which went together. */
    public String run() {
        return id.substring(0, id.indexOf('-'));
    }

    /** Returns the form that {@link #parse} reads: a line for each thing, for people as well. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder(TITLE + "\n");
        line(text, "at", at.toString());
        line(text, "by", by);
        line(text, "why", removal.why());
        line(text, "node", removal.node().toString());
        line(text, "key", removal.key());
        line(text, "kind", removal.kind().name().toLowerCase(Locale.ROOT));
        line(text, "since", removal.since().toString());
        line(text, "bytes", Long.toString(removal.bytes()));
        removal.records().forEach(name -> line(text, "record", name));
        removal.directory().ifPresent(name -> line(text, "files", name));
        line(text, "pid", Long.toString(owner.pid()));
        line(text, "started", owner.started().toString());
        line(text, "place", owner.place());
        return text.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(": ")
                .append(value.replaceAll("\\p{Cntrl}", " "))
                .append('\n');
    }

    /** Reads a note; nothing if it is torn, or names anything but records and directories of entries in a node. */
    static Optional<Deletion> parse(String id, byte[] note) {
        Map<String, String> values = new HashMap<>();
        List<String> records = new ArrayList<>();
        List<String> lines = new String(note, StandardCharsets.UTF_8).lines().toList();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 2);
            if (name.equals("record")) {
                records.add(value);
            } else {
                values.putIfAbsent(name, value);
            }
        }
        return values.containsKey(TITLE) && values.containsKey(END) ? read(id, values, records) : Optional.empty();
    }

    private static Optional<Deletion> read(String id, Map<String, String> values, List<String> records) {
        try {
            Owner owner = new Owner(
                    text(values, "place"), Long.parseLong(text(values, "pid")), Instant.parse(text(values, "started")));
            Removal removal = new Removal(
                    NodePath.parse(text(values, "node")),
                    text(values, "key"),
                    Removal.Kind.valueOf(text(values, "kind").toUpperCase(Locale.ROOT)),
                    records,
                    Optional.ofNullable(values.get("files")),
                    Instant.parse(text(values, "since")),
                    Long.parseLong(text(values, "bytes")),
                    text(values, "why"));
            boolean isOurs = records.stream().allMatch(EntryNames::isRecord)
                    && removal.directory().stream().allMatch(EntryNames::isAttempt);
            return isOurs
                    ? Optional.of(
                            new Deletion(id, Instant.parse(text(values, "at")), text(values, "by"), owner, removal))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | CacheTreeException torn) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
