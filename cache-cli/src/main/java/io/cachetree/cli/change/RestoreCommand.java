package io.cachetree.cli.change;

import io.cachetree.cli.command.Output;
import io.cachetree.cli.command.Progress;
import io.cachetree.cli.place.Place;
import io.cachetree.maintenance.pruning.Deletion;
import io.cachetree.maintenance.pruning.Trash;
import io.cachetree.store.Store;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists what is in the trash of a tree, and brings it back. */
@Command(
        name = "restore",
        sortOptions = false,
        header = "Brings back what prune or rm moved to the trash; lists the trash without a name.",
        description =
                "By the id that the list shows, of one thing or of all that went together, or by node and key. Nothing is overwritten: "
                        + "where an entry was committed since, that stays.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree restore runs/nuclei                     what is in the trash",
            "  cachetree restore runs/nuclei 7g2k                all that one command took out",
            "  cachetree restore runs/nuclei 7g2k-3              one thing of that",
            "  cachetree restore runs/nuclei/report/split@5f1c   an entry by its key",
        })
public final class RestoreCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TREE[/NODE][@KEY]",
            description = "The tree, or what is brought back of it.")
    private String place = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "What is brought back.")
    private List<String> ids = List.of();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place found = Place.of(place, Path.of(""));
        try (Store store = Store.directory(found.root().directory())) {
            Trash trash = new Trash(store);
            List<Deletion> all = TrashPlace.list(trash);
            boolean isTree = found.node().equals(NodePath.ROOT) && found.key().isEmpty();
            return output.show(
                    ids.isEmpty() && isTree
                            ? new TrashListing(found, all, TrashListing.State.IN_TRASH)
                            : restored(trash, meant(all, found), found));
        }
    }

    private List<Deletion> meant(List<Deletion> all, Place found) {
        return ids.isEmpty()
                ? TrashPlace.byPlace(all, found)
                : ids.stream()
                        .flatMap(id -> TrashPlace.byId(all, id, found).stream())
                        .distinct()
                        .toList();
    }

    private static TrashListing restored(Trash trash, List<Deletion> meant, Place place) {
        List<Deletion> restored = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try (Progress progress = Progress.of("restore", TrashPlace.bytes(meant))) {
            for (Deletion each : meant) {
                try {
                    trash.restore(each);
                    restored.add(each);
                } catch (InvalidStepException e) {
                    refused.add(String.valueOf(e.getMessage()));
                }
                progress.add(each.removal().bytes());
            }
        }
        return new TrashListing(place, restored, TrashListing.State.RESTORED, refused);
    }
}
