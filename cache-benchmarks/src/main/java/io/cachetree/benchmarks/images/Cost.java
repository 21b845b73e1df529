package io.cachetree.benchmarks.images;

import com.sun.management.OperatingSystemMXBean;
import io.cachetree.benchmarks.Figure;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What something took: CPU seconds of the whole process, its compiler and collector included, which a neighbour on the
 * machine hardly changes; and seconds on the clock, which he does.
 *
 * @param cpu seconds of CPU, in user and system mode
 * @param clock seconds that passed
 */
record Cost(double cpu, double clock) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Something to do. */
    @FunctionalInterface
    interface Work {

        /** Does it. */
        void run() throws Exception;
    }

    static Cost of(Work work) throws Exception {
        long clock = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        work.run();
        return new Cost((SYSTEM.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - clock) / 1e9);
    }

    /** Returns the median of some, as bytes per second of CPU. */
    static Figure perCpu(List<Cost> costs, long bytes) {
        return speed(costs, Cost::cpu, bytes);
    }

    /** Returns the median of some, as bytes per second on the clock. */
    static Figure perClock(List<Cost> costs, long bytes) {
        return speed(costs, Cost::clock, bytes);
    }

    private static Figure speed(List<Cost> costs, ToDoubleFunction<Cost> seconds, long bytes) {
        double[] speeds = costs.stream()
                .mapToDouble(cost -> bytes / 1e6 / seconds.applyAsDouble(cost))
                .toArray();
        return Figure.median(speeds, "MB/s");
    }

    /** Returns the median of some, in milliseconds of CPU. */
    static Figure cpuMilliseconds(List<Cost> costs) {
        return Figure.median(
                costs.stream().mapToDouble(cost -> cost.cpu() * 1e3).toArray(), "ms");
    }
}
