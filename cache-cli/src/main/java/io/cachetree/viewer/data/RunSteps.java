package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Words;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.Found.State;
import io.cachetree.viewer.data.TimelineDocument.Run;
import io.cachetree.viewer.data.TimelineDocument.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of one run, each behind the one that called it.
 *
 * @param run the run
 * @param begun what it computed, or began to
 * @param read what it read
 */
record RunSteps(Found run, List<Found> begun, List<Found> read) {

    /** As many bars as a page can draw; of more steps, those that were not committed and the longest are shown. */
    static final int MOST = 20_000;

    private static final Comparator<Found> FIRST_OF_ALL = Comparator.comparing(
                    (Found each) -> each.state() == State.COMPUTED)
            .thenComparing(each -> each.origin().duration(), Comparator.reverseOrder());
    private static final Comparator<Found> IN_ORDER = Comparator.comparing(
                    (Found each) -> each.origin().started())
            .thenComparingInt(each -> each.node().names().size())
            .thenComparing(each -> each.node().toString())
            .thenComparing(Found::key);

    Run run(Optional<String> reason) {
        List<Found> shown =
                begun.stream().sorted(FIRST_OF_ALL).limit(MOST).sorted(IN_ORDER).toList();
        List<Found> shownReads = read.stream().limit(MOST - shown.size()).toList();
        return new Run(
                Words.path(run.node()),
                run.key(),
                Words.of(run.state()),
                run.origin().started(),
                length(),
                run.origin().host(),
                reason,
                steps(shown, shownReads),
                begun.size() + read.size() - shown.size() - shownReads.size());
    }

    private List<Step> steps(List<Found> shown, List<Found> reads) {
        Map<NodePath, List<Integer>> byNode = new HashMap<>();
        List<CriticalPath.Call> calls = new ArrayList<>();
        for (Found each : shown) {
            calls.add(new CriticalPath.Call(start(each), end(each), parent(each, byNode, shown)));
            byNode.computeIfAbsent(each.node(), node -> new ArrayList<>()).add(calls.size() - 1);
        }
        BitSet critical = run.state().isOpen() ? new BitSet() : CriticalPath.of(calls, length());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            steps.add(begun(shown.get(i), calls.get(i), critical.get(i)));
        }
        for (Found each : reads) {
            int parent = nearest(each, byNode)
                    .flatMap(above -> above.stream().findFirst())
                    .orElse(-1);
            steps.add(read(each, parent, parent < 0 ? 0 : calls.get(parent).start()));
        }
        return steps;
    }

    /** The call whose node is the nearest above; of several at that node, the last one that had begun and not ended. */
    private int parent(Found step, Map<NodePath, List<Integer>> byNode, List<Found> shown) {
        List<Integer> above = nearest(step, byNode).orElse(List.of());
        return above.stream()
                .filter(index -> !end(shown.get(index), step))
                .reduce((one, other) -> other)
                .orElseGet(() -> above.isEmpty() ? -1 : above.get(above.size() - 1));
    }

    private static boolean end(Found caller, Found step) {
        return !caller.state().isOpen()
                && caller.origin().finished().isBefore(step.origin().started());
    }

    private static Optional<List<Integer>> nearest(Found step, Map<NodePath, List<Integer>> byNode) {
        return step.node()
                .above()
                .flatMap(above -> Stream.ofNullable(byNode.get(above)))
                .findFirst();
    }

    private double start(Found step) {
        return Words.seconds(
                Duration.between(run.origin().started(), step.origin().started()));
    }

    /** What goes on when the run ends is nothing that the run waited for. */
    private double end(Found step) {
        return step.state().isOpen() ? Double.POSITIVE_INFINITY : start(step) + seconds(step);
    }

    private double length() {
        return seconds(run);
    }

    private static double seconds(Found call) {
        return Words.seconds(call.origin().duration());
    }

    private Step begun(Found step, CriticalPath.Call call, boolean isCritical) {
        double seconds = step.state().isOpen() ? Math.max(0, length() - call.start()) : seconds(step);
        return new Step(
                Words.path(step.node()),
                step.key(),
                call.start(),
                seconds,
                step.inSteps().stream()
                        .map(below -> Math.max(0, seconds - below))
                        .boxed()
                        .findFirst(),
                Words.of(step.state()),
                isCritical,
                call.parent(),
                Optional.empty());
    }

    private static Step read(Found step, int parent, double at) {
        return new Step(
                Words.path(step.node()),
                step.key(),
                at,
                0,
                Optional.empty(),
                "read",
                false,
                parent,
                Optional.of(step.origin().finished()));
    }
}
