package io.cachetree.event;

import io.cachetree.tree.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What trees have asked of their storage since it was last told. Thread safety: none. */
final class TrafficReport {

    private final Map<OpenedTree, Traffic> told = new HashMap<>();
    private Traffic ofClosed = Traffic.NONE;

    void add(OpenedTree tree) {
        told.put(tree, tree.traffic());
    }

    void remove(OpenedTree tree) {
        Traffic before = told.remove(tree);
        if (before != null) {
            ofClosed = ofClosed.plus(tree.traffic().since(before));
        }
    }

    /** Returns a line, if there were any requests. */
    Optional<String> line() {
        Traffic all = ofClosed;
        ofClosed = Traffic.NONE;
        for (Map.Entry<OpenedTree, Traffic> each : told.entrySet()) {
            Traffic now = each.getKey().traffic();
            all = all.plus(now.since(each.getValue()));
            each.setValue(now);
        }
        return all.requests() == 0 ? Optional.empty() : Optional.of(text(all));
    }

    private static String text(Traffic traffic) {
        List<String> kinds = new ArrayList<>();
        add(kinds, traffic.reads(), "read");
        add(kinds, traffic.writes(), "write");
        add(kinds, traffic.lists(), "list");
        add(kinds, traffic.deletes(), "delete");
        String retries =
                traffic.retries() == 0 ? "" : ", " + counted(traffic.retries(), "retry", "retries") + " among them";
        return "storage: %s (%s%s), %s in, %s out"
                .formatted(
                        counted(traffic.requests(), "request", "requests"),
                        String.join(", ", kinds),
                        retries,
                        bytes(traffic.bytesRead()),
                        bytes(traffic.bytesWritten()));
    }

    private static void add(List<String> kinds, long count, String kind) {
        if (count > 0) {
            kinds.add(counted(count, kind, kind + "s"));
        }
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** Returns a number of bytes as people read it. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
