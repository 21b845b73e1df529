package io.cachetree.benchmarks.remote;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Figure;
import io.cachetree.benchmarks.InTurns;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.remote.server.S3Server;
import io.cachetree.remote.server.Way;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Operator;

/**
 * Lists what stands beside each other in a bucket, beside a bare listing of the same: entries of one node, and nodes of one
 * parent. Requests are counted on the way to the server.
 */
public final class Listings {

    private static final double LIMIT = 1.3;
    private static final ListOptions ONE_LEVEL = ListOptions.builder().build();

    private final Workbench workbench;
    private final Bucket bucket;
    private final int count;
    private final int rounds;

    private Listings(Workbench workbench, Bucket bucket, int count, int rounds) {
        this.workbench = workbench;
        this.bucket = bucket;
        this.count = count;
        this.rounds = rounds;
    }

    /** Lists so many siblings so many times. */
    public static List<Row> rows(Workbench workbench, int count, int rounds) throws Exception {
        try (Bucket bucket = Bucket.open(workbench)) {
            Listings listings = new Listings(workbench, bucket, count, rounds);
            listings.commit("entries", steps -> number -> steps.density("hippocampus", number));
            listings.commit("nodes", steps -> steps::leaf);
            return List.of(
                    listings.timed(
                            "%d entries of a node listed".formatted(count),
                            "entries/density",
                            "entries",
                            reader -> reader.files(NodePath.parse("density"))),
                    listings.timed(
                            "%d nodes of a parent listed".formatted(count),
                            "nodes",
                            "nodes",
                            reader -> reader.children(NodePath.ROOT)),
                    listings.counted("the same: requests", "nodes", reader -> reader.children(NodePath.ROOT)),
                    listings.counted(
                            "the same with what each node says: requests",
                            "nodes",
                            reader -> reader.tree(NodePath.ROOT, 1).children()));
        }
    }

    private interface Program {
        IntConsumer in(RemoteSteps steps);
    }

    private interface Listing {
        List<?> of(TreeReader reader);
    }

    /** Commits on this disk, and copies. */
    private void commit(String name, Program program) {
        try (CacheTree here = workbench.tree("listed-" + name, CacheOptions.of(Durability.PROCESS))) {
            IntConsumer step = program.in(RemoteSteps.in(here));
            for (int i = 0; i < count; i++) {
                step.accept(i);
            }
            here.copyTo(bucket.tree(name));
        }
    }

    private Row timed(String what, String prefix, String tree, Listing listing) throws Exception {
        try (Store store = Store.at(bucket.tree(tree))) {
            TreeReader reader = TreeReader.of(store);
            return InTurns.of(
                            rounds,
                            rounds,
                            number -> requireAll(listing.of(reader)),
                            number -> requireAll(bucket.client().list(bucket.key(prefix) + "/", ONE_LEVEL)))
                    .row(what, LIMIT);
        }
    }

    /** There is more in the directory than the siblings alone. */
    private void requireAll(List<?> found) {
        if (found.size() < count || found.size() > count + 10) {
            throw new IllegalStateException("%d instead of %d are listed".formatted(found.size(), count));
        }
    }

    private Row counted(String what, String tree, Listing listing) throws Exception {
        try (Way way = new Way(S3Server.running().port());
                Store store = Store.at(bucket.tree(tree, way.port()))) {
            requireAll(listing.of(TreeReader.of(store)));
            Figure ours = new Figure(way.requests().size(), "requests");
            try (Operator bare = Bucket.client(way.port())) {
                requireAll(bare.list(bucket.key(tree) + "/", ONE_LEVEL));
            }
            return Row.ratio(what, ours, new Figure(way.requests().size(), "requests"));
        }
    }
}
