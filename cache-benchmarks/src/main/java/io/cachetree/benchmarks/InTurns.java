package io.cachetree.benchmarks;

/**
 * Times two ways to do the same in turns, call by call, so that whatever else disk and machine do meets both alike.
 *
 * <p>For work with fsync in it, of which JMH would run all of the one way and, minutes later, all of the other.
 */
public final class InTurns {

    /** Something to do, another one for each number. */
    @FunctionalInterface
    public interface Work {

        /** Does it. */
        void run(int number) throws Exception;
    }

    private final double[] ours;
    private final double[] baseline;

    private InTurns(int rounds) {
        this.ours = new double[rounds];
        this.baseline = new double[rounds];
    }

    /** Runs both as many times as said to warm up, and then to measure. */
    public static InTurns of(int warmup, int rounds, Work ours, Work baseline) throws Exception {
        InTurns times = new InTurns(rounds);
        for (int i = -warmup; i < rounds; i++) {
            double first = microseconds(ours, i);
            double second = microseconds(baseline, i);
            if (i >= 0) {
                times.ours[i] = first;
                times.baseline[i] = second;
            }
        }
        return times;
    }

    private static double microseconds(Work work, int number) throws Exception {
        long start = System.nanoTime();
        work.run(number);
        return (System.nanoTime() - start) / 1e3;
    }

    /** Returns a row that promises at most a multiple of the baseline. */
    public Row row(String what, double limit) {
        return Row.ratio(what, Figure.median(ours, "us"), Figure.median(baseline, "us"), limit);
    }

    /** Returns a row that only informs. */
    public Row row(String what) {
        return Row.ratio(what, Figure.median(ours, "us"), Figure.median(baseline, "us"));
    }

    /** Returns a row that promises at most so many microseconds more than the baseline. */
    public Row rowOfAtMostMore(String what, double limit) {
        return Row.difference(what, Figure.median(ours, "us"), Figure.median(baseline, "us"), limit);
    }

    /** Returns a row that promises at most so many microseconds, whatever the baseline takes. */
    Row rowOfAtMost(String what, double limit) {
        return Row.atMost(what, Figure.median(ours, "us"), Figure.median(baseline, "us"), limit);
    }
}
