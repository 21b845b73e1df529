package io.cachetree.cli.answer;

import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;

/** What of a record stands in several answers. */
final class EntryText {

    private EntryText() {}

    /** Returns the step as in {@code NucleiPipeline.split}. */
    static String step(StepId step) {
        return step.shortForm();
    }

    /** Returns the name of an input, without the class of a field. */
    static String name(KeyPart input) {
        return input.name().substring(input.name().lastIndexOf('.') + 1);
    }
}
