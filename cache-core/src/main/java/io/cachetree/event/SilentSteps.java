package io.cachetree.event;

import io.cachetree.key.StepId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps that an open tree will never hear of, because nothing intercepts their calls.
 *
 * @param steps the steps
 */
public record SilentSteps(List<StepId> steps) {

    private static final int NAMED = 5;
    private static final String REMEDY =
            "Weave them (docs/guide/interception.md), start the JVM with -javaagent:cache-processor.jar, or let Guice make"
                    + " their objects with CacheTreeModule. If Guice or CachedObjects makes them, make the injector or the"
                    + " objects before tree.call.";

    /** Copies the list. */
    public SilentSteps {
        steps = List.copyOf(steps);
    }

    /** Returns what a person should know before hours of work are computed and nothing is kept. */
    public String warning() {
        return "Nothing intercepts %s: nothing they compute is read or committed. %s".formatted(names(), REMEDY);
    }

    /** Returns what a person should know of a tree that does not allow it. */
    public String error(String tree) {
        return "Cannot use the cache tree at \"%s\", which is strict: nothing intercepts %s. %s"
                .formatted(tree, names(), REMEDY);
    }

    private String names() {
        String named = steps.stream().limit(NAMED).map(StepId::shortForm).collect(Collectors.joining(", "));
        String more = steps.size() <= NAMED ? "" : " and %d more".formatted(steps.size() - NAMED);
        return "the %s %s%s".formatted(steps.size() == 1 ? "step" : "steps", named, more);
    }
}
