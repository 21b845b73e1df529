package io.cachetree.event;

import io.cachetree.event.CacheEvent.CodeDiffers;
import io.cachetree.event.CacheEvent.StepAdopted;
import io.cachetree.event.CacheEvent.StepCommitted;
import io.cachetree.event.CacheEvent.StepDiffers;
import io.cachetree.event.CacheEvent.StepFailed;
import io.cachetree.event.CacheEvent.StepHit;
import io.cachetree.event.CacheEvent.StepMissed;
import io.cachetree.event.CacheEvent.StepUncached;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What happened in one run, a line for each node: the calls of a node are counted, not listed. */
final class RunReport {

    private static final int NAME_WIDTH = 36;
    private static final int CHILDREN_SHOWN = 50;
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Map<NodePath, Line> lines = new LinkedHashMap<>();
    private int read;
    private int computed;
    private int failed;
    private final RecheckReport rechecks = new RecheckReport();

    void add(CacheEvent event) {
        Line line = lines.computeIfAbsent(event.call().node(), node -> new Line());
        if (event instanceof StepMissed missed) {
            line.reason(missed.reason().text());
        } else if (event instanceof CodeDiffers differs) {
            line.reason("although " + differs.change().text());
        } else if (event instanceof StepHit hit) {
            read++;
            line.read(hit.took(), hit.origin());
        } else if (event instanceof StepCommitted committed) {
            computed++;
            line.computed(committed.took());
        } else if (event instanceof StepAdopted adopted) {
            computed++;
            line.computed(adopted.took());
        } else if (event instanceof StepUncached uncached) {
            computed++;
            line.uncached(uncached.took(), uncached.why());
        } else if (event instanceof StepFailed failure) {
            failed++;
            line.failed(failure.took(), failure.failure());
        } else if (event instanceof StepDiffers differs) {
            line.differs(differs.difference());
        }
        rechecks.add(event);
    }

    List<String> lines() {
        Map<NodePath, List<NodePath>> children = children();
        List<String> printed = new ArrayList<>();
        lines.keySet().stream().filter(this::isTop).forEach(top -> print(top, top.toString(), "", children, printed));
        printed.add(summary());
        printed.addAll(rechecks.lines(read));
        return printed;
    }

    private String summary() {
        int all = read + computed + failed;
        return "%d step%s: %d read, %d computed%s"
                .formatted(all, all == 1 ? "" : "s", read, computed, failed > 0 ? ", " + failed + " failed" : "");
    }

    private Map<NodePath, List<NodePath>> children() {
        Map<NodePath, List<NodePath>> children = new HashMap<>();
        for (NodePath node : lines.keySet()) {
            node.parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent, each -> new ArrayList<>())
                            .add(node));
        }
        return children;
    }

    private boolean isTop(NodePath node) {
        return node.parent().filter(lines::containsKey).isEmpty();
    }

    private void print(
            NodePath node, String name, String indent, Map<NodePath, List<NodePath>> children, List<String> printed) {
        Line line = lines.get(node);
        if (line != null) {
            printed.add(line.text(indent + name));
        }
        List<NodePath> below = children.getOrDefault(node, List.of());
        for (NodePath child : below.subList(0, Math.min(below.size(), CHILDREN_SHOWN))) {
            print(child, child.name(), indent + "  ", children, printed);
        }
        if (below.size() > CHILDREN_SHOWN) {
            printed.add("%s  … and %d more".formatted(indent, below.size() - CHILDREN_SHOWN));
        }
    }

    /** What happened at one node. */
    private static final class Line {
        private final Set<String> reasons = new LinkedHashSet<>();
        private int reads;
        private int runs;
        private String failure = "";
        private String difference = "";
        private String uncached = "";
        private Instant newest = Instant.MIN;
        private Duration took = Duration.ZERO;

        /** Keeps the first reason, and that there are others. */
        void reason(String text) {
            if (reasons.size() < 2) {
                reasons.add(text);
            }
        }

        void read(Duration duration, Origin origin) {
            reads++;
            newest = newest.isAfter(origin.started()) ? newest : origin.started();
            took = took.plus(duration);
        }

        void computed(Duration duration) {
            runs++;
            took = took.plus(duration);
        }

        void uncached(Duration duration, String why) {
            computed(duration);
            uncached = "not cached: " + why;
        }

        void failed(Duration duration, Throwable thrown) {
            failure = thrown.getClass().getSimpleName();
            took = took.plus(duration);
        }

        void differs(String first) {
            difference = difference.isEmpty() ? first : difference;
        }

        String text(String name) {
            String padded = name.length() >= NAME_WIDTH ? name : name + " ".repeat(NAME_WIDTH - name.length());
            return "%s  %-22s %9s  %s"
                    .formatted(padded, what(), seconds(took), why())
                    .stripTrailing();
        }

        private String what() {
            List<String> parts = new ArrayList<>();
            addCount(parts, "read", reads);
            addCount(parts, "computed", runs);
            if (!failure.isEmpty()) {
                parts.add("FAILED");
            }
            if (!difference.isEmpty()) {
                parts.add("DIFFERS");
            }
            return String.join(", ", parts);
        }

        private static void addCount(List<String> parts, String word, int count) {
            if (count > 0) {
                parts.add(count == 1 ? word : word + " x" + count);
            }
        }

        private String why() {
            if (!failure.isEmpty()) {
                return failure;
            }
            if (!difference.isEmpty()) {
                return difference;
            }
            if (!uncached.isEmpty()) {
                return uncached;
            }
            String first = reasons.stream().findFirst().orElseGet(this::when);
            return reasons.size() <= 1 ? first : first + ", …";
        }

        private String when() {
            return runs > 0 || reads == 0
                    ? ""
                    : "of " + DAY_AND_TIME.format(LocalDateTime.ofInstant(newest, ZoneId.systemDefault()));
        }

        private static String seconds(Duration duration) {
            double millis = duration.toNanos() / 1e6;
            return millis < 1000
                    ? String.format(Locale.ROOT, "%.1f ms", millis)
                    : String.format(Locale.ROOT, "%.2f s", millis / 1000);
        }
    }
}
