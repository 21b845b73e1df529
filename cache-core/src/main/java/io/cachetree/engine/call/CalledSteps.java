package io.cachetree.engine.call;

import io.cachetree.entry.CalledStep;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import io.cachetree.tree.OnCodeChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps that a running step called, directly or further below, in the order of their first calls. A loop over
 * 100,000 blocks is one of them. Thread safety: any number of threads.
 */
public final class CalledSteps {

    private record Which(StepId step, CodeDigest code, Optional<OnCodeChange> policy) {}

    private final Map<Which, CalledStep> calls = new LinkedHashMap<>();

    CalledSteps() {}

    synchronized void add(CalledStep call) {
        calls.merge(new Which(call.step(), call.code(), call.policy()), call, CalledStep::and);
    }

    void addAll(Collection<CalledStep> more) {
        more.forEach(this::add);
    }

    /** Adds what was called below a call: it goes by the policy of the called step, where it has none of its own. */
    public void addBelow(StepCall call, Collection<CalledStep> more) {
        more.forEach(each -> add(each.within(call.onCodeChange())));
    }

    /** Returns the steps, in the order of their first calls. */
    public synchronized List<CalledStep> inOrder() {
        return new ArrayList<>(calls.values());
    }
}
