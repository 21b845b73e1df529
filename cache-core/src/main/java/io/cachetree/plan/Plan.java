package io.cachetree.plan;

import io.cachetree.plan.PlannedStep.Action;
import io.cachetree.plan.PlannedStep.Certainty;
import io.cachetree.plan.PlannedStep.Estimate;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run would do: which steps it would read and which it would compute, why, and what that would take.
 *
 * <p>It is exact up to the first step that has to be computed. What comes below that step is predicted from an earlier
 * entry of it, and marked so; what the program does after it is not known, since it needs the result. Durations and sizes
 * are means of earlier entries, and add up as if one step ran after the other. Immutable.
 *
 * @param steps what would become of the steps, in the order of the calls
 */
public record Plan(List<PlannedStep> steps) {

    private record Line(NodePath node, Action action, Certainty certainty) {}

    /** Puts the calls of a step at a node that have the same outcome together. */
    public Plan {
        Map<Line, PlannedStep> lines = new LinkedHashMap<>();
        steps.forEach(
                step -> lines.merge(new Line(step.node(), step.action(), step.certainty()), step, PlannedStep::and));
        steps = List.copyOf(lines.values());
    }

    /** Returns how many calls would be read. */
    public long reads() {
        return count(Action.READ);
    }

    /** Returns how many calls would be computed. */
    public long computes() {
        return count(Action.COMPUTE);
    }

    private long count(Action action) {
        return steps.stream()
                .filter(step -> step.action() == action)
                .mapToLong(PlannedStep::times)
                .sum();
    }

    /** Returns what the computing would take, as far as there are earlier entries to tell. */
    public Estimate estimate() {
        return steps.stream()
                .filter(step -> step.action() == Action.COMPUTE)
                .flatMap(step -> step.estimate().stream())
                .reduce(Estimate.NONE, Estimate::and);
    }

    /** Returns whether some step would be computed of which no earlier entry tells what it takes. */
    public boolean isOpen() {
        return steps.stream()
                .anyMatch(step ->
                        step.action() == Action.COMPUTE && step.estimate().isEmpty());
    }

    /** Returns a line for each node, and one for all of them. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        steps.forEach(step -> lines.add(PlanText.line(step)));
        lines.add(PlanText.sum(this));
        return lines;
    }
}
