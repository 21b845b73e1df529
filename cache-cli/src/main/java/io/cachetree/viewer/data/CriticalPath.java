package io.cachetree.viewer.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the steps that a run waited for: from its end backwards, at each level the call that ended last before the point
 * reached, and then those within it in the same way. It is the algorithm of CRISP (Zhang et al., "CRISP: Critical Path Analysis
 * of Large-Scale Microservice Architectures", USENIX ATC 2022) for traces of calls.
 *
 * <p>Thread safety: a function of its arguments.
 */
final class CriticalPath {

    /** Times of clocks in files are cut: what ends so little after the next one begins came before it. */
    private static final double SLACK = 0.001;

    private CriticalPath() {}

    /**
     * When a call was made.
     *
     * @param start when it began
     * @param end when it ended
     * @param parent the index of the call that made it; -1 if that is the run itself
     */
    record Call(double start, double end, int parent) {}

    private record Part(int parent, double end) {}

    /**
     * Returns the indices of the calls on the critical path.
     *
     * @param calls the calls, each after the one that made it
     * @param end when the run ended
     */
    static BitSet of(List<Call> calls, double end) {
        BitSet critical = new BitSet(calls.size());
        List<List<Integer>> below = below(calls);
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(-1, end)));
        while (!parts.isEmpty()) {
            Part part = parts.removeLast();
            double point = part.end;
            for (int call : below.get(part.parent + 1)) {
                if (calls.get(call).end() <= point + SLACK) {
                    critical.set(call);
                    parts.add(new Part(call, calls.get(call).end()));
                    point = calls.get(call).start();
                }
            }
        }
        return critical;
    }

    /** Returns the calls below the run and below each call, those that ended last first. */
    private static List<List<Integer>> below(List<Call> calls) {
        List<List<Integer>> below = IntStream.rangeClosed(0, calls.size())
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        for (int i = 0; i < calls.size(); i++) {
            below.get(calls.get(i).parent() + 1).add(i);
        }
        below.forEach(each -> each.sort(
                Comparator.comparingDouble((Integer i) -> calls.get(i).end()).reversed()));
        return below;
    }
}
