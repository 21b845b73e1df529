package io.cachetree.key;

import java.util.List;

/**
 * The code of a step, as it stands at a time.
 *
 * @param digest what stands for it in the key
 * @param parts what the digest is made of, sorted by kind, owner and name; empty where the digest is not made of parts
 * @param unfollowed what the step reaches and nobody can look into, for people: {@code native Fast.fourier},
 *     {@code reflection in Plugins.load}; sorted
 */
public record StepCode(CodeDigest digest, List<CodePart> parts, List<String> unfollowed) {

    /** Copies the lists. */
    public StepCode {
        parts = List.copyOf(parts);
        unfollowed = List.copyOf(unfollowed);
    }

    /** Returns code of which only the digest is known. */
    public static StepCode of(CodeDigest digest) {
        return new StepCode(digest, List.of(), List.of());
    }
}
