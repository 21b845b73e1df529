package io.cachetree.examples;

import java.util.List;
import java.util.Optional;

/**
 * Breaks a step on purpose, to show what a failed run leaves behind and that the next one goes on from there.
 *
 * @param step the name of the step that fails, if one shall
 */
public record FaultPoint(Optional<String> step) {

    /** The steps that can be broken, in the order in which they run. */
    public static final List<String> STEPS = List.of(
            "load",
            "smooth",
            "threshold",
            "mask",
            "label",
            "distances",
            "split",
            "measure",
            "density",
            "densities",
            "heatmap",
            "report");

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
