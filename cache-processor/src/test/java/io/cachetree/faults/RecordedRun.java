package io.cachetree.faults;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One run of {@link SmallPipeline} by a tree object that knows nothing of those before.
 *
 * @param result what it returned
 * @param ran the nodes whose bodies ran
 * @param reasons why, by node
 */
record RecordedRun(int result, List<String> ran, Map<String, MissReason> reasons) {

    static RecordedRun in(Store store) throws IOException {
        return in(store, Reuse.REUSE);
    }

    /** Runs the outermost step in any case, and so visits those below. */
    static RecordedRun throughAllSteps(Store store) throws IOException {
        return in(store, Reuse.REFRESH_STEP);
    }

    private static RecordedRun in(Store store, Reuse reuse) throws IOException {
        List<CacheEvent> events = new CopyOnWriteArrayList<>();
        CacheTree.Builder builder =
                CacheTree.builder().listener(events::add).options(CacheOptions.of(Durability.PROCESS));
        try (store;
                CacheTree tree = builder.open(store)) {
            SmallPipeline steps = SmallPipeline.create();
            int result = tree.with(CacheOptions.of(reuse))
                    .<Integer, IOException>call(() -> steps.total(SmallPipeline.INPUT));
            return new RecordedRun(result, List.copyOf(steps.ran), reasons(events));
        }
    }

    private static Map<String, MissReason> reasons(List<CacheEvent> events) {
        Map<String, MissReason> reasons = new TreeMap<>();
        for (CacheEvent event : events) {
            if (event instanceof CacheEvent.StepMissed missed) {
                reasons.put(missed.call().node().toString(), missed.reason());
            }
        }
        return reasons;
    }
}
