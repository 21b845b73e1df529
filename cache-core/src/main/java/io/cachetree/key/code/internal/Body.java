package io.cachetree.key.code.internal;

import java.util.List;
import java.util.Set;

/**
 * What a method does, with all that is written inside it.
 *
 * @param digest the digest of its text, in 8 characters
 * @param references what it refers to, sorted
 * @param contained the internal names of the anonymous and local classes that are part of it
 * @param reflects whether it calls what it names at run time only
 */
public record Body(String digest, List<Reference> references, Set<String> contained, boolean reflects) {

    /** Copies the collections. */
    public Body {
        references = List.copyOf(references);
        contained = Set.copyOf(contained);
    }
}
