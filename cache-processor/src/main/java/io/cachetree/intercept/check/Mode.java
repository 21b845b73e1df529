package io.cachetree.intercept.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the steps of the compiled classes will be intercepted. */
enum Mode {
    WEAVE("the weaver", false),
    AGENT("the agent", false),
    GUICE("Guice", true),
    SUBCLASS("the generated subclass", true);

    private final String actor;
    private final boolean overrides;

    Mode(String actor, boolean overrides) {
        this.actor = actor;
        this.overrides = overrides;
    }

    /** Returns who intercepts, for the middle of a sentence. */
    String actor() {
        return actor;
    }

    /** Returns whether a step is intercepted by overriding it, so that the original is left as it is. */
    boolean overrides() {
        return overrides;
    }

    /** Returns the value of the option {@code cachetree.mode} that stands for this. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> of(String option) {
        return Stream.of(values()).filter(mode -> mode.option().equals(option)).findFirst();
    }
}
