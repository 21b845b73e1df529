package io.cachetree.ways;

import io.cachetree.CacheTree;

/** Runs the pipeline in a tree and prints its result, and how many steps ran: {@code PipelineProgram WAY TREE}. */
final class PipelineProgram {

    private PipelineProgram() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Pipeline pipeline = Way.valueOf(arguments[0]).make(Pipeline.class);
        try (CacheTree tree = CacheTree.open(arguments[1])) {
            int result = tree.call(() -> pipeline.measure(5));
            System.out.printf("%d, %d steps ran%n", result, Runs.count());
        }
    }
}
