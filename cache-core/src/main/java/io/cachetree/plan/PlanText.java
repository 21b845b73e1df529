package io.cachetree.plan;

import io.cachetree.plan.PlannedStep.Action;
import io.cachetree.plan.PlannedStep.Certainty;
import io.cachetree.plan.PlannedStep.Estimate;
import io.cachetree.tree.MissReason;
import java.time.Duration;
import java.util.Locale;

/** A plan in lines for people. */
final class PlanText {

    private static final int NAME_WIDTH = 36;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private PlanText() {}

    static String line(PlannedStep step) {
        String name = "  ".repeat(Math.max(0, step.node().names().size() - 1))
                + step.node().name();
        String padded = name.length() >= NAME_WIDTH ? name : name + " ".repeat(NAME_WIDTH - name.length());
        return "%s  %-22s %9s %9s  %s"
                .formatted(padded, what(step), duration(step), bytes(step), why(step))
                .stripTrailing();
    }

    static String sum(Plan plan) {
        Estimate estimate = plan.estimate();
        return "%d to read, %d to compute: %s%s, %s"
                .formatted(
                        plan.reads(),
                        plan.computes(),
                        plan.isOpen() ? "at least " : "about ",
                        text(estimate.duration()),
                        text(estimate.bytes()));
    }

    private static String what(PlannedStep step) {
        String action = step.action() == Action.READ ? "read" : "compute";
        String times = step.times() == 1 ? "" : " x" + step.times();
        return (step.certainty() == Certainty.PREDICTED ? "perhaps " : "") + action + times;
    }

    private static String duration(PlannedStep step) {
        return step.action() == Action.READ
                ? ""
                : step.estimate().map(estimate -> text(estimate.duration())).orElse("?");
    }

    private static String bytes(PlannedStep step) {
        return step.estimate().map(estimate -> text(estimate.bytes())).orElse("?");
    }

    private static String why(PlannedStep step) {
        return step.reason().map(MissReason::text).orElse("");
    }

    private static String text(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 1) {
            return "%d ms".formatted(Math.round(seconds * 1000));
        }
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    private static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
