package io.cachetree.cli.difference;

import io.cachetree.cli.difference.Difference.Kind;
import io.cachetree.cli.difference.Difference.Outcome;
import io.cachetree.cli.text.Quantities;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The results of two entries, part by part.
 *
 * <ul>
 *   <li>Parts of equal digests are equal, and not read.
 *   <li>Files that are not what was committed are said to be damaged, and not compared.
 *   <li>What cannot be read as what its name says it is, is compared by its bytes; so is what would take more than the effort allowed.
 * </ul>
 *
 * <p>Thread safety: for one thread.
 */
public final class Results {

    /** What is made of a text to compare it takes many times its bytes: a small number is an object. */
    private static final int MEMORY_OF_TEXT = 16;

    private final Map<String, Part> before;
    private final Map<String, Part> now;
    private final Effort effort;

    private Results(Map<String, Part> before, Map<String, Part> now, Effort effort) {
        this.before = before;
        this.now = now;
        this.effort = effort;
    }

    /**
     * The result of one entry.
     *
     * @param tree the tree
     * @param node the node
     * @param record the record of the entry
     */
    public record Side(TreeReader tree, NodePath node, EntryRecord record) {

        private Map<String, Part> parts() {
            return Part.of(tree.store(), record, node.resolve(record.attempt()));
        }
    }

    /** Compares two results. */
    public static List<Difference> between(Side before, Side now, Effort effort) {
        return new Results(before.parts(), now.parts(), effort).differences();
    }

    /** Returns how many bytes are read to compare two results: those of files that differ twice, first to see that they are whole. */
    public static long bytes(Side before, Side now) {
        Map<String, Part> parts = now.parts();
        long bytes = 0;
        for (Map.Entry<String, Part> each : before.parts().entrySet()) {
            Part part = each.getValue();
            Part other = parts.get(each.getKey());
            if (other != null && !part.isAs(other)) {
                int times = part.isValue() || kind(each.getKey()) == Kind.BYTES ? 1 : 2;
                bytes += times * (part.size() + other.size());
            }
        }
        return bytes;
    }

    private List<Difference> differences() {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            differences.add(difference(name, before.get(name), now.get(name)));
        }
        return differences;
    }

    private Difference difference(String name, @Nullable Part before, @Nullable Part now) {
        if (before == null || now == null) {
            Part only = before == null ? now : before;
            long size = only == null ? 0 : only.size();
            return Difference.of(
                    name, kind(name), before == null ? Outcome.ADDED : Outcome.REMOVED, Quantities.bytes(size));
        }
        return before.isAs(now)
                ? Difference.same(name, kind(name))
                : changed(name, before, now).named(name);
    }

    private Difference changed(String name, Part before, Part now) {
        try {
            Optional<String> damage = before.damage(effort);
            if (damage.isEmpty()) {
                damage = now.damage(effort);
            }
            return damage.isPresent()
                    ? Difference.of(name, kind(name), Outcome.DAMAGED, damage.get())
                    : compared(name, before, now);
        } catch (IOException notCompared) {
            return bytes(before, now, ", not compared: " + notCompared.getMessage());
        } catch (RuntimeException unreadable) {
            return bytes(before, now, ", not compared: it is not what its name says");
        }
    }

    private Difference compared(String name, Part before, Part now) throws IOException {
        return switch (kind(name)) {
            case JSON -> JsonValues.compare(name, text(before), text(now));
            case TABLE -> Rows.compare(name, text(before), text(now));
            case IMAGE, LABELS -> ImagePair.compare(name, before, now, effort);
            case TEXT -> Lines.compare(name, text(before), text(now));
            case BYTES -> bytes(before, now, "");
        };
    }

    private String text(Part part) throws IOException {
        effort.spend(part.size());
        effort.requireMemory(MEMORY_OF_TEXT * part.size());
        return part.text();
    }

    private static Difference bytes(Part before, Part now, String why) {
        String summary = before.size() == now.size()
                ? "other content, %s".formatted(Quantities.bytes(now.size()))
                : "%s -> %s".formatted(Quantities.bytes(before.size()), Quantities.bytes(now.size()));
        return Difference.changed(
                "", Kind.BYTES, summary + why, Map.of("bytesBefore", before.size(), "bytesNow", now.size()), List.of());
    }

    private static Kind kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.equals(Part.RESULT) || lower.endsWith(".json")) {
            return Kind.JSON;
        }
        String extension = lower.substring(lower.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv", "tsv" -> Kind.TABLE;
            case "npy", "png", "tif", "tiff", "zarr" -> Kind.IMAGE;
            case "txt", "md", "log", "xml", "yaml", "yml", "html" -> Kind.TEXT;
            default -> Kind.BYTES;
        };
    }
}
