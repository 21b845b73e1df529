package io.cachetree.ways;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheListener;
import io.cachetree.tree.InvalidStepException;

/** Calls a step on a thread that is in no tree, while one is open: {@code StrayProgram WAY [strict]}. */
final class StrayProgram {

    private StrayProgram() {}

    public static void main(String[] arguments) throws Exception {
        Pipeline pipeline = Way.valueOf(arguments[0]).make(Pipeline.class);
        call(pipeline);
        CacheTree.Builder builder = CacheTree.builder().listener(CacheListener.console(System.out));
        if (arguments.length > 1) {
            builder.strict();
        }
        try (CacheTree tree = builder.open("memory:")) {
            System.out.println("open at " + tree.location());
            Thread stranger = new Thread(() -> call(pipeline), "stranger");
            stranger.start();
            stranger.join();
        }
        call(pipeline);
    }

    private static void call(Pipeline pipeline) {
        try {
            System.out.println("loaded " + pipeline.load(5));
        } catch (InvalidStepException e) {
            System.out.println(e.getMessage());
        }
    }
}
