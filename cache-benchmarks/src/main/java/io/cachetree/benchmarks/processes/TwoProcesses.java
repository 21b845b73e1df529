package io.cachetree.benchmarks.processes;

import io.cachetree.benchmarks.Figure;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.benchmarks.processes.Task.Way;
import io.cachetree.benchmarks.remote.Bucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Independent steps that keep a processor busy, by one process and by two that work on one tree, in turns; and the same work without
 * steps, which tells what two processes can gain at this hour on this machine.
 */
public final class TwoProcesses implements AutoCloseable {

    private static final double LIMIT = 1.8;

    /** What the workers do, one task each. */
    private record Turn(String name, List<Task> tasks) {}

    private final Worker one;
    private final Worker other;
    private final int count;
    private final Map<String, List<Double>> speeds = new LinkedHashMap<>();

    private TwoProcesses(Worker one, Worker other, int count) {
        this.one = one;
        this.other = other;
        this.count = count;
    }

    /** Measures so many steps on this disk. */
    public static List<Row> onDisk(Workbench workbench, int count, int iterations, int rounds) throws Exception {
        try (TwoProcesses processes = new TwoProcesses(Worker.start(Map.of()), Worker.start(Map.of()), count)) {
            processes.measure(rounds, iterations, name -> workbench.place(name).toString());
            return processes.rows("on disk");
        }
    }

    /** Measures so many steps on S3. */
    public static List<Row> onS3(Workbench workbench, int count, int iterations, int rounds) throws Exception {
        Map<String, String> properties = Bucket.properties(workbench);
        try (Bucket bucket = Bucket.open(workbench);
                TwoProcesses processes = new TwoProcesses(Worker.start(properties), Worker.start(properties), count)) {
            processes.measure(rounds, iterations, bucket::tree);
            return processes.rows("on S3");
        }
    }

    /** The first round is for the compilers, and short. */
    private void measure(int rounds, int iterations, Function<String, String> tree) throws IOException {
        round(turns(Math.max(2, count / 10), iterations), name -> tree.apply("warm-up-" + name));
        for (int i = 0; i < rounds; i++) {
            String suffix = "-" + i;
            round(turns(count, iterations), name -> tree.apply(name + suffix))
                    .forEach((name, seconds) -> speeds.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(count / seconds));
        }
        System.out.println(speeds);
    }

    private Map<String, Double> round(List<Turn> turns, Function<String, String> tree) throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Turn turn : turns) {
            String root = tree.apply(turn.name());
            seconds.put(
                    turn.name(),
                    seconds(turn.tasks().stream().map(task -> task.in(root)).toList()));
        }
        return seconds;
    }

    private static List<Turn> turns(int count, int iterations) {
        int last = count - 1;
        Task bare = new Task(Way.BARE, 0, last, iterations, "-");
        Task half = new Task(Way.BARE, 0, last / 2, iterations, "-");
        Task otherHalf = new Task(Way.BARE, last / 2 + 1, last, iterations, "-");
        Task up = new Task(Way.IN_ORDER, 0, last, iterations, "-");
        Task down = new Task(Way.IN_ORDER, last, 0, iterations, "-");
        Task othersFirst = new Task(Way.OTHERS_FIRST, 0, last, iterations, "-");
        return List.of(
                new Turn("bare-1", List.of(bare)),
                new Turn("bare-2", List.of(half, otherHalf)),
                new Turn("steps-1", List.of(up)),
                new Turn("from-both-ends", List.of(up, down)),
                new Turn("others-first", List.of(othersFirst, othersFirst)),
                new Turn("same-order", List.of(up, up)));
    }

    /** Both begin when both are ready, and the last one counts. */
    private double seconds(List<Task> tasks) throws IOException {
        List<Worker> workers = List.of(one, other).subList(0, tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            workers.get(i).prepare(tasks.get(i));
        }
        long start = System.nanoTime();
        for (Worker worker : workers) {
            worker.begin();
        }
        for (Worker worker : workers) {
            worker.await();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private List<Row> rows(String where) {
        String what = "%d steps %s, two processes beside one, ".formatted(count, where);
        return List.of(
                Row.ratio("the same work without steps, two processes beside one", of("bare-2"), of("bare-1")),
                Row.speedup(what + "each from another end", of("from-both-ends"), of("steps-1"), LIMIT),
                Row.speedup(what + "what the other computes last", of("others-first"), of("steps-1"), LIMIT),
                Row.ratio(what + "both in the same order", of("same-order"), of("steps-1")),
                Row.ratio(
                        "%d steps %s beside the same work without".formatted(count, where),
                        of("steps-1"),
                        of("bare-1")));
    }

    private Figure of(String turn) {
        double[] all = speeds.getOrDefault(turn, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Figure.median(all, "steps/s");
    }

    @Override
    public void close() throws IOException {
        one.close();
        other.close();
    }
}
