package io.cachetree.examples;

import java.util.Optional;

/**
 * Breaks a step on purpose, to show what a failed run leaves behind and that the next one goes on from there.
 *
 * @param step the name of the step that fails, if one shall
 */
public record FaultPoint(Optional<String> step) {

    /** Lets all steps succeed. */
    public static final FaultPoint NONE = new FaultPoint(Optional.empty());

    /**
     * Fails, if this is the step that shall.
     *
     * @throws IllegalStateException then
     */
    void at(String name) {
        if (step.filter(name::equals).isPresent()) {
            throw new IllegalStateException("step \"%s\" was broken on purpose by --fail-at".formatted(name));
        }
    }
}
