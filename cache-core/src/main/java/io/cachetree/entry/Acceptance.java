package io.cachetree.entry;

import io.cachetree.key.CodeDigest;
import java.time.Instant;
import java.util.List;

/**
 * The word of a person that a change of code does not change results, by which an entry of the code before counts for
 * the code after.
 *
 * @param by who gave it, as {@code user@host}
 * @param at when
 * @param before the code before
 * @param changes what changed, in words
 */
public record Acceptance(String by, Instant at, CodeDigest before, List<String> changes) {

    /** Copies the list. */
    public Acceptance {
        changes = List.copyOf(changes);
    }
}
