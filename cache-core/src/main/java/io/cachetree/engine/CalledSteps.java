package io.cachetree.engine;

import io.cachetree.entry.CalledStep;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps that a running step called, directly or further below, in the order of their first calls. A loop over
 * 100,000 blocks is one of them. Thread safety: any number of threads.
 */
final class CalledSteps {

    private record Which(StepId step, CodeDigest code) {}

    private final Map<Which, CalledStep> calls = new LinkedHashMap<>();

    synchronized void add(CalledStep call) {
        calls.merge(new Which(call.step(), call.code()), call, CalledStep::and);
    }

    void addAll(Collection<CalledStep> more) {
        more.forEach(this::add);
    }

    synchronized List<CalledStep> inOrder() {
        return new ArrayList<>(calls.values());
    }
}
