package io.cachetree.engine.claim;

import io.cachetree.entry.Claim;
import io.cachetree.tree.Claimant;
import io.cachetree.tree.Digest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A claim as it was found in a node.
 *
 * @param epoch the number of its file
 * @param content what the file holds
 * @param claim what that says; nothing if it cannot be read
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by is(Standing).
record Standing(int epoch, byte[] content, Optional<Claim> claim) {

    static Standing of(int epoch, byte[] content) {
        return new Standing(epoch, content, Claim.parse(content));
    }

    boolean is(Standing other) {
        return epoch == other.epoch && Arrays.equals(content, other.content);
    }

    /** Returns what tells it from all others, whether it can be read or not. */
    String id() {
        return Digest.of(content, 0, content.length).hex();
    }

    /** Returns whether it was taken over from another one. */
    boolean isAfter(Standing other) {
        return claim.filter(each -> each.after().equals(other.id())).isPresent();
    }

    Claimant claimant() {
        return claim.map(Claim::claimant).orElse(Claimant.UNKNOWN);
    }
}
