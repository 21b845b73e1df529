package io.cachetree.cli.change;

import io.cachetree.cli.command.EntryArgument;
import io.cachetree.cli.command.Output;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Selection;
import io.cachetree.maintenance.pruning.Pins;
import io.cachetree.maintenance.reading.Pin;
import io.cachetree.store.Store;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps an entry. */
@Command(
        name = "pin",
        sortOptions = false,
        header = "Keeps an entry, whatever is pruned.",
        description =
                "The newest entry of a node, or another one. \"prune\" and \"rm\" leave it, and \"prune\" leaves the entries below that it may "
                        + "have been made with, too. If it is computed anew, it stays pinned.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree pin runs/nuclei/report                             the newest entry",
            "  cachetree pin runs/nuclei/report@5f1c --note \"figure 3\"      another one, and why",
            "  cachetree ls -e runs/nuclei                                  shows what is pinned",
        })
public final class PinCommand implements Callable<Integer> {

    @Mixin
    private final EntryArgument entry = new EntryArgument();

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Why it is kept; a note that is there stays without it.")
    private @Nullable String note;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place place = entry.place();
        String key = Selection.entry(place).key().shortName();
        try (Store store = Store.directory(place.root().directory())) {
            return output.show(new PinAnswer(
                    place,
                    key,
                    PinAnswer.State.PINNED,
                    Pins.pin(store, place.node(), key, note(place, key)).note()));
        }
    }

    private String note(Place place, String key) {
        String given = note;
        return given == null
                ? Optional.ofNullable(place.tree().pins(place.node()).get(key))
                        .map(Pin::note)
                        .orElse("")
                : given;
    }
}
