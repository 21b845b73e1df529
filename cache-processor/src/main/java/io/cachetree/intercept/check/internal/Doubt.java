package io.cachetree.intercept.check.internal;

/**
 * Why a type may not do as an input or result.
 *
 * @param rule what it is reported as
 * @param place where inside the input or result, such as {@code Report.cells[]}
 * @param reason why and what to do instead, to be put behind the place
 */
public record Doubt(Rule rule, String place, String reason) {

    public Doubt as(Rule other) {
        return new Doubt(other, place, reason);
    }
}
