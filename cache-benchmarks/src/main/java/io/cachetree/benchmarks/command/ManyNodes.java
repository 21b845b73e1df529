package io.cachetree.benchmarks.command;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;

/** Steps that do nothing but make a node each: groups, and a hundred nodes in each. */
class ManyNodes {

    private static final int IN_A_GROUP = 100;

    /** A small result. */
    record Density(String region, int cells, double perMillimetre) {}

    /** Returns how many nodes so many groups make. */
    static int nodes(int groups) {
        return groups * (IN_A_GROUP + 1);
    }

    /** Commits so many groups to a tree. */
    static void commit(CacheTree tree, int groups) {
        ManyNodes steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(ManyNodes.class);
        for (int i = 0; i < groups; i++) {
            steps.group(i);
        }
    }

    @Cached(name = "group-{group}")
    int group(int group) {
        for (int i = 0; i < IN_A_GROUP; i++) {
            Density unused = density("hippocampus", group, i);
        }
        return group;
    }

    @Cached(name = "node-{number}")
    Density density(String region, int group, int number) {
        return new Density(region, group + number, number / 12.5);
    }
}
