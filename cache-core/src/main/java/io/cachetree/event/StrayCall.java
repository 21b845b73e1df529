package io.cachetree.event;

import io.cachetree.key.StepId;

/**
 * A call of a step that no tree saw: it was made on a thread that is in none, while a tree was open elsewhere.
 *
 * @param step the step
 * @param thread the name of the thread
 */
public record StrayCall(StepId step, String thread) {

    private static final String REMEDY =
            "Wrap the executor with CacheContext.wrap(executor), or call the step within tree.call(() -> ...).";

    /** Returns what a person should know about a call that was made all the same. */
    public String warning() {
        return "%s runs outside of the open tree: thread \"%s\" is not in it, so nothing is read or committed. %s"
                .formatted(step.shortForm(), thread, REMEDY);
    }

    /** Returns what a person should know about a call that a tree does not allow. */
    public String error(String tree) {
        return "Cannot run %s on thread \"%s\": the thread is in no tree, and the tree at \"%s\" is strict. %s"
                .formatted(step.shortForm(), thread, tree, REMEDY);
    }
}
