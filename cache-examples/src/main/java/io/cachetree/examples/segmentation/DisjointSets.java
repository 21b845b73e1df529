package io.cachetree.examples.segmentation;

import java.util.Arrays;

/**
 * A growing number of sets that can be united, each represented by its least element.
 *
 * <p>Union-find with path halving: R. E. Tarjan, J. van Leeuwen, "Worst-case analysis of set union algorithms",
 * <i>Journal of the ACM</i> 31(2), 1984. Sets are joined to the least element and not to the larger tree, because
 * callers need that element, and halving alone keeps the trees flat. Not thread-safe.
 */
final class DisjointSets {

    private int[] parents = new int[64];
    private int size;

    /** Adds a set of one element and returns it: 0, then 1, and so on. */
    int add() {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, 2 * size);
        }
        parents[size] = size;
        return size++;
    }

    /** Returns how many elements were added. */
    int size() {
        return size;
    }

    /** Returns the least element of the set of an element. */
    int find(int element) {
        int root = element;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** Unites the sets of two elements and returns the least element of both. */
    int unite(int one, int other) {
        int a = find(one);
        int b = find(other);
        int least = Math.min(a, b);
        parents[Math.max(a, b)] = least;
        return least;
    }
}
