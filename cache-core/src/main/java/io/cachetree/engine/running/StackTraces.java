package io.cachetree.engine.running;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes our own frames out of what a step threw, so that its author sees the step and its caller, one after the other. */
final class StackTraces {

    private static final String ENGINE = "io.cachetree.engine";

    private static final Set<String> OURS =
            Set.of(ENGINE, "io.cachetree.intercept", "io.cachetree.intercept.guice", "io.cachetree.intercept.woven");

    /** What stands in the names of the subclasses that interceptors make. */
    private static final List<String> MADE = List.of("$$CacheTree", "$$EnhancerByGuice$$");

    /** What stands behind the name of a step in the name of its body, where that was moved. */
    private static final String BODY = "$cachetree";

    private StackTraces() {}

    static void prune(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        List<StackTraceElement> kept = new ArrayList<>();
        for (StackTraceElement frame : trace) {
            if (!isOurs(frame) && (kept.isEmpty() || !isCallOf(kept.get(kept.size() - 1), frame))) {
                kept.add(frame);
            }
        }
        if (kept.size() < trace.length) {
            thrown.setStackTrace(kept.toArray(StackTraceElement[]::new));
        }
    }

    private static boolean isOurs(StackTraceElement frame) {
        String type = frame.getClassName();
        int dot = type.lastIndexOf('.');
        return (dot > 0 && isOurs(type.substring(0, dot))) || MADE.stream().anyMatch(type::contains);
    }

    private static boolean isOurs(String inPackage) {
        return OURS.contains(inPackage) || inPackage.startsWith(ENGINE + ".");
    }

    /** Nobody wrote the call of a moved body, so it has no line. */
    private static boolean isCallOf(StackTraceElement body, StackTraceElement frame) {
        return frame.getLineNumber() < 0
                && body.getClassName().equals(frame.getClassName())
                && body.getMethodName().equals(frame.getMethodName() + BODY);
    }
}
