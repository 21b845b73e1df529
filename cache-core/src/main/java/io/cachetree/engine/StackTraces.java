package io.cachetree.engine;

import java.util.Set;
import java.util.stream.Stream;

/** Takes our own frames out of what a step threw, so that its author sees the step and its caller, one after the other. */
final class StackTraces {

    private static final Set<String> OURS =
            Set.of("io.cachetree.engine", "io.cachetree.intercept", "io.cachetree.intercept.guice");

    private StackTraces() {}

    static void prune(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        StackTraceElement[] pruned =
                Stream.of(trace).filter(frame -> !isOurs(frame)).toArray(StackTraceElement[]::new);
        if (pruned.length < trace.length) {
            thrown.setStackTrace(pruned);
        }
    }

    private static boolean isOurs(StackTraceElement frame) {
        String type = frame.getClassName();
        int dot = type.lastIndexOf('.');
        return dot > 0 && OURS.contains(type.substring(0, dot));
    }
}
