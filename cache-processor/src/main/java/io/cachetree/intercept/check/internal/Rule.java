package io.cachetree.intercept.check.internal;

import javax.tools.Diagnostic.Kind;

/** What is looked for, each with a code that never changes; {@code docs/guide/compile-time-checks.md} explains them. */
public enum Rule {
    ABSTRACT_METHOD("CT001", Kind.ERROR),
    NATIVE_METHOD("CT002", Kind.ERROR),
    METHOD_THAT_CANNOT_BE_OVERRIDDEN("CT003", Kind.ERROR),
    CLASS_THAT_CANNOT_BE_EXTENDED("CT004", Kind.ERROR),
    PRIVATE_CONSTRUCTOR("CT005", Kind.ERROR),
    PACKAGE_PRIVATE_METHOD("CT006", Kind.WARNING),
    FORGOTTEN_STEP("CT007", Kind.WARNING),
    BAD_NAME("CT010", Kind.ERROR),
    UNKNOWN_PARAMETER_IN_NAME("CT011", Kind.ERROR),
    PARAMETER_WITHOUT_TEXT_IN_NAME("CT012", Kind.ERROR),
    SHARED_NODE("CT013", Kind.WARNING),
    TWO_DIRECTORIES("CT020", Kind.ERROR),
    DIRECTORY_OF_WRONG_TYPE("CT021", Kind.ERROR),
    ANNOTATION_WITHOUT_STEP("CT022", Kind.WARNING),
    INPUT_WITHOUT_KEY("CT030", Kind.ERROR),
    INPUT_PERHAPS_WITHOUT_KEY("CT031", Kind.WARNING),
    STATIC_KEYED_FIELD("CT032", Kind.ERROR),
    KEYED_AND_UNKEYED("CT033", Kind.ERROR),
    UNDECLARED_FIELD("CT034", Kind.WARNING),
    LIVE_RESULT("CT040", Kind.ERROR),
    RESULT_WITHOUT_CODEC("CT041", Kind.ERROR),
    RESULT_PERHAPS_WITHOUT_CODEC("CT042", Kind.WARNING);

    private final String code;
    private final Kind kind;

    Rule(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }
}
