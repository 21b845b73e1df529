package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.command.EntryArgument;
import io.cachetree.cli.command.Output;
import io.cachetree.cli.place.Abbreviation;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.PlaceException;
import io.cachetree.maintenance.pruning.Pins;
import io.cachetree.store.Store;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps an entry no longer. */
@Command(
        name = "unpin",
        sortOptions = false,
        header = "Keeps an entry no longer.",
        description =
                "Without a key, the only pinned entry of the node. Nothing is deleted by that; \"prune\" may take it then.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree unpin runs/nuclei/report       the only pinned entry of a node",
            "  cachetree unpin runs/nuclei/report@5f1c  the one whose key begins so",
        })
public final class UnpinCommand implements Callable<Integer> {

    @Mixin
    private final EntryArgument entry = new EntryArgument();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place place = entry.place();
        String key = key(place);
        try (Store store = Store.directory(place.root().directory())) {
            Pins.unpin(store, place.node(), key);
            return output.show(new PinAnswer(place, key, PinAnswer.State.UNPINNED, ""));
        }
    }

    /** A pin may be there longer than its entry. */
    private static String key(Place place) {
        List<String> pinned = List.copyOf(place.tree().pins(place.node()).keySet());
        String typed = place.key().orElse("");
        String key = typed.contains("-") ? typed.substring(0, typed.indexOf('-')) : typed;
        List<String> meant = new Abbreviation(key).among(pinned);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw new PlaceException("Cannot find a pinned entry \"%s\" in node \"%s\": %s."
                    .formatted(
                            place.name(),
                            Words.path(place.node()),
                            pinned.isEmpty() ? "none is pinned" : "pinned are " + Abbreviation.list(pinned)));
        }
        throw new PlaceException("Cannot tell which entry \"%s\" means: pinned are %s. Write more of the key."
                .formatted(place.name(), Abbreviation.list(meant)));
    }
}
