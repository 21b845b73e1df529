package io.cachetree.benchmarks;

import io.cachetree.benchmarks.command.ListCommand;
import io.cachetree.benchmarks.images.ImageHits;
import io.cachetree.benchmarks.images.ImageUploads;
import io.cachetree.benchmarks.images.Slices;
import io.cachetree.benchmarks.images.SmallHeap;
import io.cachetree.benchmarks.images.WholeImages;
import io.cachetree.benchmarks.processes.TwoProcesses;
import io.cachetree.benchmarks.remote.Listings;
import io.cachetree.benchmarks.remote.RemoteHits;
import io.cachetree.benchmarks.woven.FirstCall;
import io.cachetree.tree.Reuse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs the benchmarks whose name matches an expression, and prints what they measured beside what is promised.
 *
 * <p>Whole runs in this process come first, then those that JMH runs in processes of their own. What was written is
 * deleted at the end, images aside: ext4 looks for free inodes among those deleted in the last seconds, one by one, and so
 * charges a deletion to whoever writes next.
 */
public final class Benchmarks {

    private static final int COMMITS = 4000;
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final int PARENT_OF = 1000;
    private static final int HITS = 2000;
    private static final int DIGESTS = 300;
    private static final int MACHINES = 7;
    private static final int IMAGES = 15;
    private static final int SLICES = 1000;
    private static final int REMOTE_HITS = 5000;
    private static final int UPLOADS = 9;
    private static final int LISTINGS = 15;
    private static final int GROUPS = 198;
    private static final int COMMANDS = 11;
    private static final int STEPS = 2000;
    private static final int TURNS = 5;
    private static final int REMOTE_TURNS = 3;

    /** About five milliseconds. */
    private static final int WORK = 4_000_000;

    /** In milliseconds of CPU. */
    private static final double FIRST_CALL_LIMIT = 80;

    /** Measures something. */
    @FunctionalInterface
    private interface Benchmark {
        List<Row> rows() throws Exception;
    }

    private Benchmarks() {}

    /** Runs the benchmarks that the first argument matches in part; without one, all. */
    public static void main(String[] arguments) throws Exception {
        Pattern wanted = Pattern.compile(arguments.length > 0 ? arguments[0] : "");
        List<Row> rows = new ArrayList<>();
        try (Workbench workbench = new Workbench()) {
            for (Map.Entry<String, Benchmark> each : all(workbench).entrySet()) {
                if (wanted.matcher(each.getKey()).find()) {
                    rows.addAll(each.getValue().rows());
                }
            }
        }
        print(rows);
    }

    private static Map<String, Benchmark> all(Workbench workbench) {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("Commit", () -> Commits.rows(workbench, COMMITS));
        all.put("Siblings", () -> Siblings.rows(workbench, FEW, MANY));
        all.put("Parent", () -> List.of(Siblings.parent(workbench, PARENT_OF, HITS)));
        all.put("Code", () -> CodeDigests.rows(workbench, DIGESTS));
        all.put("FirstCall", () -> firstCall(MACHINES));
        all.put("ImageWhole", () -> WholeImages.rows(workbench, IMAGES));
        all.put("ImageSlice", () -> Slices.rows(workbench, SLICES));
        all.put("ImageHit", () -> ImageHits.rows(workbench, HITS));
        all.put("ImageHeap", () -> SmallHeap.rows(workbench));
        all.put("RemoteHit", () -> RemoteHits.rows(workbench, REMOTE_HITS));
        all.put("RemoteUpload", () -> ImageUploads.rows(workbench, UPLOADS));
        all.put("RemoteListing", () -> Listings.rows(workbench, MANY, LISTINGS));
        all.put("ListCommand", () -> ListCommand.rows(workbench, GROUPS, COMMANDS));
        all.put("RemoteProcesses", () -> TwoProcesses.onS3(workbench, STEPS, 3 * WORK, REMOTE_TURNS));
        all.put("Processes", () -> TwoProcesses.onDisk(workbench, STEPS, WORK, TURNS));
        all.put("Hit", HitBenchmark::rows);
        all.put("Call", CallBenchmark::rows);
        all.put("Fingerprint", FingerprintBenchmark::rows);
        return all;
    }

    /** Interception alone, and then all that a first call brings with it. */
    static List<Row> firstCall(int machines) throws Exception {
        Figure woven = firstCall(FirstCall.Way.WOVEN, Reuse.SKIP, machines);
        Figure guice = firstCall(FirstCall.Way.GUICE, Reuse.SKIP, machines);
        Figure wovenWhole = firstCall(FirstCall.Way.WOVEN, Reuse.REUSE, machines);
        Figure guiceWhole = firstCall(FirstCall.Way.GUICE, Reuse.REUSE, machines);
        return List.of(
                Row.atMost("first call, interception, woven beside Guice", woven, guice, FIRST_CALL_LIMIT),
                Row.difference("first call, with key, codec and commit, woven beside Guice", wovenWhole, guiceWhole),
                Row.difference("first call, key, codec and commit, woven", wovenWhole, woven));
    }

    private static Figure firstCall(FirstCall.Way way, Reuse reuse, int machines) throws Exception {
        return Figure.median(FirstCall.milliseconds(way, reuse, machines), "ms");
    }

    private static void print(List<Row> rows) {
        System.out.println();
        System.out.println("| what | ours | baseline | ratio | target | ok |");
        System.out.println("|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
    }
}
