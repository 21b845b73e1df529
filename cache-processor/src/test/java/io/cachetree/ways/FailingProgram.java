package io.cachetree.ways;

import io.cachetree.CacheTree;

/** Lets the innermost of four steps fail and prints the frames of its stack trace: {@code FailingProgram WAY}. */
final class FailingProgram {

    private FailingProgram() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Pipeline pipeline = Way.valueOf(arguments[0]).make(Pipeline.class);
        try (CacheTree tree = CacheTree.open("memory:")) {
            tree.call(() -> pipeline.measure(-1));
        } catch (IllegalStateException e) {
            for (StackTraceElement frame : e.getStackTrace()) {
                System.out.println("at " + frame);
            }
        }
    }
}
