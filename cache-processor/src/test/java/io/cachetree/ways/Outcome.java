package io.cachetree.ways;

/** What a way of interception makes of a step. */
enum Outcome {
    STEP("yes"),
    ERROR("error"),
    PLAIN("no");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
