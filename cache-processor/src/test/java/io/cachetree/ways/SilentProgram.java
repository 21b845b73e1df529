package io.cachetree.ways;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheListener;
import io.cachetree.tree.InvalidStepException;

/** Uses a tree twice, and prints what it is told: {@code SilentProgram WAY [strict]}. */
final class SilentProgram {

    private SilentProgram() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Pipeline pipeline = Way.valueOf(arguments[0]).make(Pipeline.class);
        CacheTree.Builder builder = CacheTree.builder().listener(CacheListener.console(System.out));
        if (arguments.length > 1) {
            builder.strict();
        }
        try (CacheTree tree = builder.open("memory:")) {
            use(tree, pipeline);
            use(tree, pipeline);
        }
        System.out.println(Runs.count() + " steps ran");
    }

    private static void use(CacheTree tree, Pipeline pipeline) {
        try {
            tree.call(() -> pipeline.measure(5));
        } catch (InvalidStepException e) {
            System.out.println(e.getMessage());
        }
    }
}
