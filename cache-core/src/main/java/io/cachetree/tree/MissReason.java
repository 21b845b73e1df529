package io.cachetree.tree;

import java.util.List;
import java.util.stream.Collectors;

/** Why a result could not be read from the tree, so that the step had to run. */
public sealed interface MissReason {

    /** Returns the reason in words, for a line in a log: {@code threshold 0.4 -> 0.5}. */
    String text();

    /** The step never committed a result at this node. */
    record NeverRan() implements MissReason {
        @Override
        public String text() {
            return "never ran";
        }
    }

    /**
     * An input has another value than in the entry it was compared with.
     *
     * @param input the name of the parameter or field
     * @param before its value then, in short form
     * @param now its value now, in short form; the same text if the difference is deeper than the short form shows
     */
    record InputChanged(String input, String before, String now) implements MissReason {
        @Override
        public String text() {
            return before.equals(now)
                    ? "input %s changed: %s".formatted(input, ShortChange.start(now))
                    : "%s %s".formatted(input, ShortChange.between(before, now));
        }
    }

    /**
     * The step has other inputs than it had: parameters or keyed fields were added, removed or renamed.
     *
     * @param before the names of the inputs then
     * @param now the names of the inputs now
     */
    record InputsRedefined(List<String> before, List<String> now) implements MissReason {
        /** Copies the lists. */
        public InputsRedefined {
            before = List.copyOf(before);
            now = List.copyOf(now);
        }

        @Override
        public String text() {
            return "inputs redefined: %s -> %s".formatted(before, now);
        }
    }

    /**
     * The code of the step changed.
     *
     * @param step the step, such as {@code CellDensity.segment}
     * @param changes what of the code that it reaches changed; empty if that is not known
     */
    record CodeChanged(String step, List<CodeChange> changes) implements MissReason {
        /** Copies the list. */
        public CodeChanged {
            changes = List.copyOf(changes);
        }

        @Override
        public String text() {
            boolean isOne = changes.size() == 1 && changes.get(0).kind() == CodeChange.Kind.CHANGED;
            return changes.isEmpty() || isOne
                    ? "code of %s changed".formatted(isOne ? changes.get(0).what() : step)
                    : "code changed: " + CodeChange.text(changes);
        }
    }

    /**
     * The author gave the step another version.
     *
     * @param before the version then; empty if it had none
     * @param now the version now; empty if it has none
     */
    record VersionChanged(String before, String now) implements MissReason {
        @Override
        public String text() {
            return "version \"%s\" -> \"%s\"".formatted(before, now);
        }
    }

    /**
     * The step itself is unchanged, but a step that it called has other code now.
     *
     * @param step the called step, such as {@code CellDensity.segment}
     * @param node the path of its node, such as {@code measure/segment}; where it has several, the first
     * @param changes what of the code that it reaches changed; empty if that is not known
     */
    record ChildCodeChanged(String step, String node, List<CodeChange> changes) implements MissReason {
        /** Copies the list. */
        public ChildCodeChanged {
            changes = List.copyOf(changes);
        }

        @Override
        public String text() {
            String child = node.isEmpty() ? step : node;
            return "code of %s, which it calls, changed%s"
                    .formatted(child, changes.isEmpty() ? "" : ": " + CodeChange.text(changes));
        }
    }

    /**
     * There is a record, but it cannot be relied on.
     *
     * @param why what is wrong with it
     */
    record RecordDamaged(String why) implements MissReason {
        @Override
        public String text() {
            return "record damaged: " + why;
        }
    }

    /**
     * The record is whole, but a file of its entry is not what was committed.
     *
     * @param file the file's name within the entry
     * @param why what is wrong with it
     */
    record OutputDamaged(String file, String why) implements MissReason {
        @Override
        public String text() {
            return "output %s damaged: %s".formatted(file, why);
        }
    }

    /**
     * In a plan: a step that is called before this one is computed again, and this one may get its result.
     *
     * @param node the node of that step
     */
    record MayDependOn(String node) implements MissReason {
        @Override
        public String text() {
            return "may depend on the new result of " + node;
        }
    }

    /** In a plan: the options in force have the step run as a plain method, which reads and commits nothing. */
    record Skipped() implements MissReason {
        @Override
        public String text() {
            return "runs without the cache";
        }
    }

    /**
     * The storage did not answer, and the options say to run the step all the same.
     *
     * @param why what it said
     */
    record StoreFailed(String why) implements MissReason {
        @Override
        public String text() {
            return "the storage failed: " + why;
        }
    }

    /** The options in force ask for a new result. */
    record RefreshAsked() implements MissReason {
        @Override
        public String text() {
            return "refresh asked for";
        }
    }

    /**
     * More than one thing changed.
     *
     * @param reasons at least two reasons, none of them {@code Several}
     */
    record Several(List<MissReason> reasons) implements MissReason {
        /** Copies the list. */
        public Several {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String text() {
            return reasons.stream().map(MissReason::text).collect(Collectors.joining(", "));
        }
    }

    /** Returns one reason that stands for all the given ones, of which there must be at least one. */
    static MissReason of(List<? extends MissReason> reasons) {
        return reasons.size() == 1 ? reasons.get(0) : new Several(List.copyOf(reasons));
    }
}
