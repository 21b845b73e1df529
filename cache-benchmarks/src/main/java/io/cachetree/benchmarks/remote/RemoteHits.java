package io.cachetree.benchmarks.remote;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.InTurns;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.store.Store;
import java.util.List;

/** A hit whose record is in a bucket, beside one bare request for the same record. */
public final class RemoteHits {

    private static final double LIMIT = 1.3;

    /** So many calls it takes until the compiler is done. */
    private static final int WARMUP = 15_000;

    private RemoteHits() {}

    /** Measures so many hits. */
    public static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        return rows(workbench, WARMUP, rounds);
    }

    static List<Row> rows(Workbench workbench, int warmup, int rounds) throws Exception {
        try (Bucket bucket = Bucket.open(workbench);
                CacheTree tree = CacheTree.open(bucket.tree("hits"));
                Store store = Store.at(bucket.tree("hits"))) {
            RemoteSteps steps = RemoteSteps.in(tree);
            steps.density("hippocampus", 81_204);
            String record = onlyRecord(bucket);
            String file = record.substring(bucket.key("hits/").length());
            InTurns.Work bare = number -> bucket.client().read(record);
            return List.of(
                    InTurns.of(warmup, rounds, number -> steps.density("hippocampus", 81_204), bare)
                            .row("hit on S3 beside one bare GET of its record", LIMIT),
                    InTurns.of(warmup, rounds, number -> store.read(file), bare)
                            .row("of that, the store's read of the record"));
        }
    }

    private static String onlyRecord(Bucket bucket) {
        return bucket.keys("hits/density").stream()
                .filter(key -> key.endsWith(".json"))
                .findAny()
                .orElseThrow();
    }
}
