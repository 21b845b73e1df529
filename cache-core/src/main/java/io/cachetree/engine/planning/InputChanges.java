package io.cachetree.engine.planning;

import io.cachetree.key.KeyPart;
import io.cachetree.tree.MissReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inputs of a step that differ from those of an earlier entry, and how they reach the steps below: as they are, or as a
 * component of a record, by its name.
 */
final class InputChanges {

    private record Change(KeyPart before, KeyPart now) {

        MissReason reason() {
            return new MissReason.InputChanged(now.name(), before.shows(), now.shows());
        }

        boolean reaches(KeyPart input) {
            return before.fingerprint().equals(input.fingerprint()) || holds(input.name() + "=" + input.shows());
        }

        private boolean holds(String component) {
            return before.shows().contains(component) && !now.shows().contains(component);
        }
    }

    private final List<Change> changes = new ArrayList<>();

    InputChanges(List<KeyPart> before, List<KeyPart> now) {
        for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).fingerprint().equals(now.get(i).fingerprint())) {
                changes.add(new Change(before.get(i), now.get(i)));
            }
        }
    }

    /** Returns which change reaches a step that had the given inputs, if one does. */
    Optional<MissReason> reaching(List<KeyPart> inputs) {
        return changes.stream()
                .filter(change -> inputs.stream().anyMatch(change::reaches))
                .findFirst()
                .map(Change::reason);
    }

    /** Returns a change that reaches none of the given inputs as it is: where it goes, only the body knows. */
    Optional<MissReason> lost(List<KeyPart> inputs) {
        return changes.stream()
                .filter(change -> inputs.stream().noneMatch(change::reaches))
                .findFirst()
                .map(Change::reason);
    }
}
