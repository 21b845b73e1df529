package io.cachetree.viewer.data;

import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.Found.State;
import io.cachetree.viewer.data.TimelineDocument.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the calls of a tree together to runs.
 *
 * <p>A run is a call of the root, or of a node directly below. What the same process started meanwhile in nodes below is part of it; of
 * the other steps that its record names as called, the entry that was the newest then was read. For calls of one step at several
 * nodes, the record names the first.
 *
 * <p>Thread safety: a function of its arguments.
 *
 * @param tree the tree
 * @param now when it is looked at
 */
record Timeline(TreeReader tree, Instant now) {

    private static final int RUNS = 100;

    private static final Comparator<Call> OLDEST_FIRST =
            Comparator.comparing(call -> call.found().origin().started());

    /** A call, with its record if it is a run that was committed. */
    private record Call(Found found, Optional<EntryRecord> record) {

        boolean isRun() {
            return isAtTheTop(found.node());
        }
    }

    TimelineDocument document() {
        List<Call> calls = tree.tree(NodePath.ROOT, Integer.MAX_VALUE)
                .nodes()
                .parallel()
                .filter(Timeline::hasCalls)
                .flatMap(this::calls)
                .sorted(OLDEST_FIRST)
                .toList();
        List<Found> found = calls.stream().map(Call::found).toList();
        List<Run> runs = calls.stream()
                .filter(Call::isRun)
                .sorted(OLDEST_FIRST.reversed())
                .limit(RUNS)
                .map(call -> run(call, found))
                .toList();
        return new TimelineDocument(runs);
    }

    private static boolean hasCalls(NodeSummary node) {
        return node.entries() > 0 || !node.attempts().isEmpty();
    }

    private Stream<Call> calls(NodeSummary node) {
        return Stream.concat(
                tree.files(node.node()).stream().flatMap(file -> committed(node.node(), file)),
                new Unfinished(tree, node, now).calls().map(found -> new Call(found, Optional.empty())));
    }

    private Stream<Call> committed(NodePath node, String file) {
        return tree.record(node, file).stream()
                .flatMap(found -> found.record().stream())
                .map(record -> new Call(
                        Found.committed(node, record), Optional.of(record).filter(kept -> isAtTheTop(node))));
    }

    private static boolean isAtTheTop(NodePath node) {
        return node.names().size() <= 1;
    }

    private static Run run(Call call, List<Found> all) {
        Found run = call.found();
        List<Found> below =
                all.stream().filter(each -> each.isBelow(run.node())).toList();
        Instant end = end(run, all);
        List<Found> within = below.stream().filter(each -> each.isOf(run, end)).toList();
        List<Found> read = call.record().stream()
                .flatMap(record -> record.calls().stream())
                .filter(step -> within.stream().noneMatch(each -> each.node().equals(step.node())))
                .flatMap(step -> read(step, below, run).stream())
                .toList();
        return new RunSteps(ended(run, within), within, read).run(call.record().map(EntryRecord::reason));
    }

    /** Nobody knows when a run was killed: what its process started until it was started again is counted in. */
    private static Instant end(Found run, List<Found> all) {
        return run.state() != State.KILLED
                ? run.origin().finished()
                : all.stream()
                        .filter(each -> each.node().equals(run.node()) && each.isOfProcessOf(run))
                        .map(each -> each.origin().started())
                        .filter(run.origin().started()::isBefore)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX);
    }

    /** What was killed went on for as long as its process gave signs of life. */
    private static Found ended(Found run, List<Found> within) {
        return run.state() == State.KILLED
                ? run.until(within.stream()
                        .map(each -> each.origin().finished())
                        .reduce(run.origin().finished(), Unfinished::later))
                : run;
    }

    private static Optional<Found> read(CalledStep call, List<Found> below, Found run) {
        return below.stream()
                .filter(each -> each.node().equals(call.node())
                        && each.step().filter(call.step()::equals).isPresent())
                .filter(each -> each.origin().started().isBefore(run.origin().finished()))
                .max(Comparator.comparing(each -> each.origin().finished()));
    }
}
