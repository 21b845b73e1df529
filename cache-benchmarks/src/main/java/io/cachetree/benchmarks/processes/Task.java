package io.cachetree.benchmarks.processes;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.ComputedElsewhereException;
import io.cachetree.tree.Sharing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a worker is to do.
 *
 * @param way how
 * @param first the first number
 * @param last the last number, which may be less
 * @param iterations how much work each number is
 * @param tree the root of the tree
 */
record Task(Way way, int first, int last, int iterations, String tree) {

    /** Keeps what was computed from being left out by the compiler. */
    private static volatile long sink;

    /** How work is done. */
    enum Way {
        /** Without steps. */
        BARE,
        /** By steps, each in its turn, whoever computes it. */
        IN_ORDER,
        /** By steps; those that another process computes come last. */
        OTHERS_FIRST
    }

    static Task of(String line) {
        String[] words = line.split(" ", 5);
        return new Task(
                Way.valueOf(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                words[4]);
    }

    String line() {
        return "%s %d %d %d %s".formatted(way, first, last, iterations, tree);
    }

    /** Returns the same for a tree of another name, in which nothing is committed. */
    Task in(String other) {
        return new Task(way, first, last, iterations, other);
    }

    void runBare() {
        forEach(number -> sink = CountingSteps.work(number, iterations));
    }

    void run(CacheTree tree, CountingSteps steps) {
        if (way == Way.IN_ORDER) {
            tree.call(() -> {
                forEach(number -> sink = steps.count(number, iterations));
                return true;
            });
            return;
        }
        List<Integer> later = new ArrayList<>();
        tree.with(CacheOptions.of(Sharing.FAIL)).call(() -> {
            forEach(number -> countUnlessElsewhere(steps, number, later));
            return true;
        });
        tree.call(() -> {
            later.forEach(number -> sink = steps.count(number, iterations));
            return true;
        });
    }

    private void countUnlessElsewhere(CountingSteps steps, int number, List<Integer> later) {
        try {
            sink = steps.count(number, iterations);
        } catch (ComputedElsewhereException e) {
            later.add(number);
        }
    }

    private void forEach(IntConsumer work) {
        int step = first <= last ? 1 : -1;
        for (int number = first; number != last + step; number += step) {
            work.accept(number);
        }
    }
}
