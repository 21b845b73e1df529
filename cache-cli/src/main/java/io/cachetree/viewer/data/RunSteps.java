package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Words;
import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import io.cachetree.viewer.data.Timeline.Found;
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
 * @param origin when the run was
 * @param computed what it computed
 * @param read what it read
 */
record RunSteps(Origin origin, List<Found> computed, List<Found> read) {

    /** As many bars as a page can draw; of more steps, the longest are shown. */
    static final int MOST = 20_000;

    private static final Comparator<Found> LONGEST_FIRST =
            Comparator.comparing((Found each) -> each.origin().duration()).reversed();
    private static final Comparator<Found> IN_ORDER = Comparator.comparing(
                    (Found each) -> each.origin().started())
            .thenComparingInt(each -> each.node().names().size())
            .thenComparing(each -> each.node().toString())
            .thenComparing(Found::key);

    Run run(NodePath node, EntryRecord record) {
        List<Found> shown = computed.stream()
                .sorted(LONGEST_FIRST)
                .limit(MOST)
                .sorted(IN_ORDER)
                .toList();
        List<Found> shownReads = read.stream().limit(MOST - shown.size()).toList();
        return new Run(
                Words.path(node),
                record.key().shortName(),
                origin.started(),
                Words.seconds(origin.duration()),
                origin.host(),
                record.reason(),
                steps(shown, shownReads),
                computed.size() + read.size() - shown.size() - shownReads.size());
    }

    private List<Step> steps(List<Found> shown, List<Found> reads) {
        Map<NodePath, List<Integer>> byNode = new HashMap<>();
        List<CriticalPath.Call> calls = new ArrayList<>();
        for (Found each : shown) {
            calls.add(new CriticalPath.Call(start(each), end(each), parent(each, byNode, shown)));
            byNode.computeIfAbsent(each.node(), node -> new ArrayList<>()).add(calls.size() - 1);
        }
        BitSet critical = CriticalPath.of(calls, Words.seconds(origin.duration()));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            steps.add(computed(shown.get(i), calls.get(i), critical.get(i)));
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
        return caller.origin().finished().isBefore(step.origin().started());
    }

    private static Optional<List<Integer>> nearest(Found step, Map<NodePath, List<Integer>> byNode) {
        return step.node()
                .above()
                .flatMap(above -> Stream.ofNullable(byNode.get(above)))
                .findFirst();
    }

    private double start(Found step) {
        return Words.seconds(Duration.between(origin.started(), step.origin().started()));
    }

    private double end(Found step) {
        return start(step) + Words.seconds(step.origin().duration());
    }

    private static Step computed(Found step, CriticalPath.Call call, boolean isCritical) {
        double seconds = Words.seconds(step.origin().duration());
        double own = Math.max(0, seconds - step.inSteps());
        return new Step(
                Words.path(step.node()),
                step.key(),
                call.start(),
                seconds,
                own,
                "computed",
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
                0,
                "read",
                false,
                parent,
                Optional.of(step.origin().finished()));
    }
}
