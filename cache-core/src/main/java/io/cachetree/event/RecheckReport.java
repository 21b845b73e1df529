package io.cachetree.event;

import io.cachetree.event.CacheEvent.StepConfirmed;
import io.cachetree.event.CacheEvent.StepDiffers;
import io.cachetree.event.CacheEvent.StepRechecking;
import io.cachetree.tree.Recheck;
import java.util.ArrayList;
import java.util.List;

/** What came of the hits that were computed again in one run: how many, which differ, and how to take the same again. */
final class RecheckReport {

    private static final int SHOWN = 50;

    private final List<StepDiffers> differing = new ArrayList<>();
    private Recheck sample = Recheck.NONE;
    private int confirmed;

    void add(CacheEvent event) {
        if (event instanceof StepRechecking rechecking) {
            sample = rechecking.sample();
        } else if (event instanceof StepConfirmed) {
            confirmed++;
        } else if (event instanceof StepDiffers differs) {
            differing.add(differs);
        }
    }

    /** Returns nothing if nothing was computed again. */
    List<String> lines(int hits) {
        List<String> lines = new ArrayList<>();
        if (confirmed + differing.size() > 0) {
            lines.add(summary(hits));
            differing.stream().limit(SHOWN).map(RecheckReport::line).forEach(lines::add);
            if (differing.size() > SHOWN) {
                lines.add("  … and %d more".formatted(differing.size() - SHOWN));
            }
        }
        return lines;
    }

    private String summary(int hits) {
        return "%d of %d hits rechecked by verify(%s, %d): %s"
                .formatted(
                        confirmed + differing.size(),
                        hits,
                        sample.share(),
                        sample.seed(),
                        differing.isEmpty() ? "all confirmed" : differing.size() + " not confirmed");
    }

    private static String line(StepDiffers differs) {
        return "  %s (%s): %s"
                .formatted(differs.call().node(), differs.call().key().shortName(), differs.difference());
    }
}
