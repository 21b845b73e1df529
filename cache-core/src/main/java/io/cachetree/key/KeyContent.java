package io.cachetree.key;

import io.cachetree.tree.MissReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the key of a call is made of, kept so that two calls can be compared.
 *
 * @param step the step
 * @param code its code
 * @param inputs its inputs, in the order of declaration
 */
public record KeyContent(StepId step, StepCode code, List<KeyPart> inputs) {

    /** Copies the list. */
    public KeyContent {
        inputs = List.copyOf(inputs);
    }

    /** Returns the key. */
    public CacheKey key() {
        return CacheKey.of(step, code.digest(), inputs);
    }

    /** Returns the same with other code. */
    public KeyContent with(StepCode other) {
        return new KeyContent(step, other, inputs);
    }

    /**
     * Returns what sets this call apart from an earlier one; nothing if they do not differ, or are of different steps. A
     * step stays the same when its parameters are redefined.
     */
    public List<MissReason> differencesFrom(KeyContent before) {
        if (!before.isOfTheMethodOf(this)) {
            return List.of();
        }
        List<MissReason> reasons = new ArrayList<>(inputDifferences(before.inputs));
        codeDifference(before.code).ifPresent(reasons::add);
        return reasons;
    }

    private boolean isOfTheMethodOf(KeyContent other) {
        return step.declaringClass().equals(other.step.declaringClass())
                && step.method().equals(other.step.method());
    }

    private List<MissReason> inputDifferences(List<KeyPart> before) {
        if (!names(before).equals(names(inputs))) {
            List<MissReason> redefined = new ArrayList<>(implementationDifferences(before));
            redefined.add(new MissReason.InputsRedefined(names(before), names(inputs)));
            return redefined;
        }
        List<MissReason> changed = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            KeyPart then = before.get(i);
            KeyPart now = inputs.get(i);
            if (!then.fingerprint().equals(now.fingerprint())) {
                changed.add(new MissReason.InputChanged(now.name(), then.shows(), now.shows()));
            }
        }
        return changed;
    }

    /** Another implementation can have other keyed fields, and then it is the reason. */
    private List<MissReason> implementationDifferences(List<KeyPart> before) {
        List<MissReason> changed = new ArrayList<>();
        for (KeyPart now : inputs) {
            before.stream()
                    .filter(then -> now.kind() == KeyPart.Kind.FIELD && then.kind() == now.kind())
                    .filter(then -> then.name().equals(now.name()))
                    .filter(then -> !then.fingerprint().equals(now.fingerprint()))
                    .map(then -> new MissReason.InputChanged(now.name(), then.shows(), now.shows()))
                    .forEach(changed::add);
        }
        return changed;
    }

    private static List<String> names(List<KeyPart> parts) {
        return parts.stream().map(KeyPart::name).toList();
    }

    /** Returns how the code differs from what it was, if it does. */
    public Optional<MissReason> codeDifference(StepCode before) {
        if (before.digest().equals(code.digest())) {
            return Optional.empty();
        }
        boolean versions = before.digest().isVersion() || code.digest().isVersion();
        return Optional.of(
                versions
                        ? new MissReason.VersionChanged(version(before), version(code))
                        : new MissReason.CodeChanged(step.shortForm(), code.changesSince(before)));
    }

    private static String version(StepCode code) {
        return code.digest().isVersion() ? code.digest().value() : "";
    }
}
