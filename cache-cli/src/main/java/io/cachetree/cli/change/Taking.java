package io.cachetree.cli.change;

import io.cachetree.cli.command.Progress;
import io.cachetree.maintenance.pruning.Removal;
import io.cachetree.maintenance.pruning.Trash;
import java.util.ArrayList;
import java.util.List;

/**
 * What was taken out of a tree, or would be.
 *
 * @param goes what went, or would go
 * @param stays what stayed, because somebody else used or wrote it meanwhile
 * @param run what the ids in the trash begin with; empty if nothing was changed
 */
record Taking(List<Removal> goes, List<Removal> stays, String run) {

    /** Takes nothing out. */
    static Taking planned(List<Removal> goes) {
        return new Taking(goes, List.of(), "");
    }

    /** Takes things out. What others took meanwhile is in nobody's way. */
    static Taking done(Trash trash, List<Removal> removals) {
        List<Removal> went = new ArrayList<>();
        List<Removal> stayed = new ArrayList<>();
        long bytes = removals.stream().mapToLong(Removal::bytes).sum();
        try (Progress progress = Progress.of("move", bytes)) {
            for (Removal each : removals) {
                switch (trash.put(each)) {
                    case TO_TRASH -> went.add(each);
                    case STAYS -> stayed.add(each);
                    case GONE -> {
                        // What was asked for is done.
                    }
                }
                progress.add(each.bytes());
            }
        }
        return new Taking(went, stayed, went.isEmpty() ? "" : trash.run());
    }

    boolean isDone() {
        return !run.isEmpty();
    }
}
