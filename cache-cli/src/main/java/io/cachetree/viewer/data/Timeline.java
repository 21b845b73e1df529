package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Words;
import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepId;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import io.cachetree.viewer.data.TimelineDocument.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the entries of a tree together to the runs that computed them.
 *
 * <p>A run is an entry of the root, or of a node directly below. What the same process started meanwhile in nodes below was
 * computed in it; of the other steps that its record names as called, the entry that was the newest then was read. For calls of one
 * step at several nodes, the record names the first.
 *
 * <p>Thread safety: a function of its arguments.
 */
final class Timeline {

    private static final int RUNS = 100;

    private Timeline() {}

    /**
     * What is known of an entry, in less memory than its record takes.
     *
     * @param node where it was found
     * @param key the short form of its key
     * @param step its step
     * @param origin who computed it
     * @param inSteps for how long the steps below ran
     */
    record Found(NodePath node, String key, StepId step, Origin origin, double inSteps) {

        static Found of(NodePath node, EntryRecord record) {
            return new Found(
                    node, record.key().shortName(), record.step(), record.origin(), Words.seconds(record.inSteps()));
        }

        boolean isBelow(NodePath above) {
            return !node.equals(above) && node.isIn(above);
        }

        boolean isWithin(Origin run) {
            return origin.pid() == run.pid()
                    && origin.host().equals(run.host())
                    && !origin.started().isBefore(run.started())
                    && !origin.started().isAfter(run.finished());
        }
    }

    private record Top(NodePath node, EntryRecord record) {}

    static TimelineDocument of(TreeReader tree) {
        List<NodePath> nodes = tree.tree(NodePath.ROOT, Integer.MAX_VALUE)
                .nodes()
                .filter(node -> node.entries() > 0)
                .map(node -> node.node())
                .toList();
        List<Found> entries = nodes.parallelStream()
                .flatMap(node -> records(tree, node).map(record -> Found.of(node, record)))
                .sorted(Comparator.comparing(found -> found.origin().started()))
                .toList();
        Comparator<Top> oldestFirst =
                Comparator.comparing(top -> top.record().origin().started());
        List<Run> runs = nodes.stream()
                .filter(node -> node.names().size() <= 1)
                .flatMap(node -> records(tree, node).map(record -> new Top(node, record)))
                .sorted(oldestFirst.reversed())
                .limit(RUNS)
                .map(top -> run(top, entries))
                .toList();
        return new TimelineDocument(runs);
    }

    private static Stream<EntryRecord> records(TreeReader tree, NodePath node) {
        return tree.files(node).stream()
                .flatMap(file -> tree.record(node, file).stream())
                .flatMap(found -> found.record().stream());
    }

    private static Run run(Top top, List<Found> entries) {
        Origin origin = top.record().origin();
        List<Found> below =
                entries.stream().filter(each -> each.isBelow(top.node())).toList();
        List<Found> computed =
                below.stream().filter(each -> each.isWithin(origin)).toList();
        List<Found> read = top.record().calls().stream()
                .filter(call -> computed.stream().noneMatch(each -> each.node().equals(call.node())))
                .flatMap(call -> read(call, below, origin).stream())
                .toList();
        return new RunSteps(origin, computed, read).run(top.node(), top.record());
    }

    private static Optional<Found> read(CalledStep call, List<Found> below, Origin run) {
        return below.stream()
                .filter(each -> each.node().equals(call.node()) && each.step().equals(call.step()))
                .filter(each -> each.origin().started().isBefore(run.finished()))
                .max(Comparator.comparing(each -> each.origin().finished()));
    }
}
