package io.cachetree.engine;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyPart;
import io.cachetree.tree.MissReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What sets a call apart from an earlier entry of the same step. */
record Difference(List<MissReason> reasons) {

    /** Returns the difference, or nothing if the entry is of another step, or differs in nothing. */
    static Optional<Difference> between(Precedent before, KeyedCall now) {
        boolean sameMethod =
                before.step().declaringClass().equals(now.call().step().declaringClass())
                        && before.step().method().equals(now.call().step().method());
        List<MissReason> reasons = sameMethod ? reasons(before, now) : List.of();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Difference(reasons));
    }

    int size() {
        return reasons.size();
    }

    MissReason reason() {
        return MissReason.of(reasons);
    }

    private static List<MissReason> reasons(Precedent before, KeyedCall now) {
        List<MissReason> reasons = new ArrayList<>(inputs(before.inputs(), now.parts()));
        code(before.code(), now).ifPresent(reasons::add);
        return reasons;
    }

    private static List<MissReason> inputs(List<KeyPart> before, List<KeyPart> now) {
        if (!sameNames(before, now)) {
            return List.of(new MissReason.InputsRedefined(names(before), names(now)));
        }
        List<MissReason> changed = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!before.get(i).fingerprint().equals(now.get(i).fingerprint())) {
                changed.add(new MissReason.InputChanged(
                        now.get(i).name(), before.get(i).shows(), now.get(i).shows()));
            }
        }
        return changed;
    }

    private static boolean sameNames(List<KeyPart> before, List<KeyPart> now) {
        boolean same = before.size() == now.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = before.get(i).name().equals(now.get(i).name());
        }
        return same;
    }

    private static List<String> names(List<KeyPart> parts) {
        return parts.stream().map(KeyPart::name).toList();
    }

    private static Optional<MissReason> code(CodeDigest before, KeyedCall now) {
        if (before.equals(now.code())) {
            return Optional.empty();
        }
        boolean versions =
                before.kind() == CodeDigest.Kind.VERSION || now.code().kind() == CodeDigest.Kind.VERSION;
        return Optional.of(
                versions
                        ? new MissReason.VersionChanged(version(before), version(now.code()))
                        : new MissReason.CodeChanged(now.call().step().shortForm()));
    }

    private static String version(CodeDigest code) {
        return code.kind() == CodeDigest.Kind.VERSION ? code.value() : "";
    }
}
