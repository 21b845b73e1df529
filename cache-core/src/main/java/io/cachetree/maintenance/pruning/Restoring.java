package io.cachetree.maintenance.pruning;

import io.cachetree.tree.InvalidStepException;

/**
 * Brings something back from the trash: the records first, then the files, so that the clean-up of a run finds none without a
 * record.
 *
 * @param files the files
 * @param deletion what comes back
 */
record Restoring(TrashFiles files, Deletion deletion) {

    void run() {
        requireWhole();
        requireRoom();
        for (String name : TrashFiles.backwards(deletion.removal().records())) {
            if (!files.publish(deletion, name)) {
                throw taken(name);
            }
        }
        deletion.removal().directory().ifPresent(directory -> files.moveBack(deletion, directory));
        files.forget(deletion);
    }

    private void requireWhole() {
        deletion.removal().names().stream()
                .filter(name -> !files.has(deletion, name) && !files.isInNode(deletion, name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidStepException(
                            "Cannot restore %s: \"%s\" is not in the trash any more. Run the step again."
                                    .formatted(shown(), name));
                });
    }

    private void requireRoom() {
        deletion.removal().names().stream()
                .filter(name ->
                        files.has(deletion, name) && files.isInNode(deletion, name) && !files.isSame(deletion, name))
                .findFirst()
                .ifPresent(name -> {
                    throw taken(name);
                });
    }

    private InvalidStepException taken(String name) {
        return new InvalidStepException(
                """
                Cannot restore %s: "%s" stands in its place, which was committed since. \
                Move that to the trash first, with "cachetree rm", or leave things as they are.""".formatted(shown(), deletion.removal().node().resolve(name)));
    }

    private String shown() {
        return "\"%s@%s\" (%s)"
                .formatted(deletion.removal().node(), deletion.removal().key(), deletion.id());
    }
}
