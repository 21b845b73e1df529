package io.cachetree.intercept.check.internal;

/**
 * Why a type may not do as an input or result.
 *
 * @param rule what it is reported as
 * @param place where inside the input or result, such as {@code Report.cells[]}
 * @param reason why and what to do instead, to be put behind the place
 */
public record Doubt(Rule rule, String place, String reason) {

    private static final String HAS_FILES = "has files of its own";

    /** Returns the doubt about what holds values that have files: nothing says what to call these. */
    static Doubt ofFiles(String place, String element) {
        String reason = """
                each "%1$s" in it %2$s, and nothing says what to call them. \
                Return a record with a component for each, which may be null, or a "Map<String, %1$s>".""".formatted(element, HAS_FILES);
        return new Doubt(Rule.RESULT_WITHOUT_CODEC, place, reason);
    }

    /** Returns the same about what holds this as a part; only files count by their part, and not by their place. */
    Doubt in(String part) {
        return reason.contains(HAS_FILES)
                ? new Doubt(rule, place, "of its part \"%s\", %s".formatted(part, reason))
                : this;
    }

    public Doubt as(Rule other) {
        return new Doubt(other, place, reason);
    }
}
