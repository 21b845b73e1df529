package io.cachetree.key;

import io.cachetree.tree.CodeChange;
import io.cachetree.tree.CodeChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The code of a step, as it stands at a time.
 *
 * @param digest what stands for it in the key
 * @param parts what the digest is made of, sorted by kind, owner and name; empty where the digest is not made of parts
 * @param unfollowed what the step reaches and nobody can look into, for people: {@code native Fast.fourier},
 *     {@code reflection in Plugins.load}, {@code library fourier-1.2.jar} for one within another jar; sorted
 * @param steps the other steps that it may call, by the classes of the objects that they may be called on; sorted by their
 *     texts. They do not enter the digest and are not recorded; empty where the code was not followed, as for a step with a
 *     version
 */
public record StepCode(CodeDigest digest, List<CodePart> parts, List<String> unfollowed, List<StepId> steps) {

    /** Copies the lists. */
    public StepCode {
        parts = List.copyOf(parts);
        unfollowed = List.copyOf(unfollowed);
        steps = List.copyOf(steps);
    }

    /** Returns what of this code was not so before; empty where nothing is known of the parts of either. */
    public List<CodeChange> changesSince(StepCode before) {
        if (parts.isEmpty() || before.parts.isEmpty()) {
            return List.of();
        }
        List<CodeChange> changes = new ArrayList<>();
        Map<String, CodePart> gone = new LinkedHashMap<>();
        before.parts.forEach(part -> gone.put(part.fullName(), part));
        for (CodePart part : parts) {
            CodePart then = gone.remove(part.fullName());
            part.changeSince(then).ifPresent(changes::add);
        }
        gone.values().forEach(part -> changes.add(new CodeChange(Kind.REMOVED, part.shortForm())));
        return changes;
    }

    /** Returns code of which only the digest is known. */
    public static StepCode of(CodeDigest digest) {
        return new StepCode(digest, List.of(), List.of(), List.of());
    }
}
