package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.Doubt;
import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.Rule;
import io.cachetree.intercept.check.internal.StorableTypes;
import javax.lang.model.type.TypeMirror;

/** Finds steps whose results cannot be stored. */
final class ResultCheck {

    private final StorableTypes storable;
    private final JavaTypes types;
    private final Report report;

    ResultCheck(StorableTypes storable, JavaTypes types, Report report) {
        this.storable = storable;
        this.types = types;
        this.report = report;
    }

    void check(Step step) {
        TypeMirror stored = storable.stored(step.method().getReturnType());
        storable.doubt(stored)
                .ifPresent(doubt -> report.atReturnType(step.method(), doubt.rule(), text(step, stored, doubt)));
    }

    private String text(Step step, TypeMirror stored, Doubt doubt) {
        return "%s the step %s: No codec for \"%s\": %s"
                .formatted(
                        doubt.rule() == Rule.RESULT_PERHAPS_WITHOUT_CODEC ? "Perhaps cannot cache" : "Cannot cache",
                        step.shortForm(),
                        types.name(stored),
                        doubt.reason());
    }
}
