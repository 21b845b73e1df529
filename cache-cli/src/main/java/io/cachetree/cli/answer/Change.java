package io.cachetree.cli.answer;

import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.tree.CodeChange;
import io.cachetree.tree.MissReason;
import java.util.List;
import java.util.Optional;

/**
 * One thing that sets two entries apart, for programs and for people.
 *
 * @param kind {@code input}, {@code inputs}, {@code code}, {@code version}, {@code called} or {@code other}
 * @param name what changed: an input, or a step
 * @param before what it was
 * @param now what it is
 * @param parts the methods and libraries that changed
 * @param text all of it in words
 */
public record Change(
        String kind,
        Optional<String> name,
        Optional<String> before,
        Optional<String> now,
        Optional<List<Part>> parts,
        String text) {

    private static final int SHORT = 40;

    /**
     * A method or a library.
     *
     * @param what its name
     * @param change what happened to it
     */
    public record Part(String what, String change) {}

    /** Returns what is to be said about a reason. */
    public static Change of(MissReason reason) {
        if (reason instanceof MissReason.InputChanged input) {
            return values("input", Optional.of(input.input()), input.before(), input.now(), reason);
        }
        if (reason instanceof MissReason.InputsRedefined inputs) {
            return values(
                    "inputs",
                    Optional.empty(),
                    String.join(", ", inputs.before()),
                    String.join(", ", inputs.now()),
                    reason);
        }
        if (reason instanceof MissReason.VersionChanged version) {
            return values("version", Optional.empty(), version.before(), version.now(), reason);
        }
        if (reason instanceof MissReason.CodeChanged code) {
            return code("code", code.step(), code.changes(), reason);
        }
        if (reason instanceof MissReason.ChildCodeChanged code) {
            return code("called", code.node().isEmpty() ? code.step() : code.node(), code.changes(), reason);
        }
        return new Change(
                "other", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), reason.text());
    }

    private static Change values(String kind, Optional<String> name, String before, String now, MissReason reason) {
        return new Change(kind, name, Optional.of(before), Optional.of(now), Optional.empty(), reason.text());
    }

    private static Change code(String kind, String name, List<CodeChange> changes, MissReason reason) {
        List<Part> parts = changes.stream()
                .map(each -> new Part(each.what(), Words.of(each.kind())))
                .toList();
        return new Change(
                kind, Optional.of(name), Optional.empty(), Optional.empty(), Optional.of(parts), reason.text());
    }

    void print(Page page) {
        switch (kind) {
            case "input" -> printValues("input " + shortName(), page);
            case "inputs" -> printValues("the inputs", page);
            case "version" -> printValues("version", page);
            case "code" -> printParts("code of " + name.orElse(""), page);
            case "called" -> printParts("code of %s, which it calls".formatted(name.orElse("")), page);
            default -> page.shortLine("  " + text);
        }
    }

    private String shortName() {
        String whole = name.orElse("");
        return whole.substring(whole.lastIndexOf('.') + 1);
    }

    /** Long values stand below each other, so that a person sees where they differ. */
    private void printValues(String what, Page page) {
        String then = before.orElse("");
        String today = now.orElse("");
        if (then.equals(today)) {
            page.shortLine("  %s changed, deeper than its short form %s shows".formatted(what, today));
        } else if (then.length() + today.length() < SHORT) {
            page.line("  %s: %s -> %s".formatted(what, then, page.paint(Ink.STRONG, today)));
        } else {
            page.line("  %s:".formatted(what));
            page.line("    - " + then);
            page.line("    + " + today);
        }
    }

    private void printParts(String what, Page page) {
        page.line("  " + what + ":");
        List<Part> changed = parts.orElse(List.of());
        if (changed.isEmpty()) {
            page.line("    which methods is not known");
        }
        changed.forEach(part -> page.line("    %-8s %s".formatted(part.change(), part.what())));
    }
}
