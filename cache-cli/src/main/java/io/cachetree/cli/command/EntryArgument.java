package io.cachetree.cli.command;

import io.cachetree.cli.place.Place;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The entry that a command looks at, by its node and perhaps its key. Thread safety: none. */
public final class EntryArgument {

    @Parameters(paramLabel = "NODE[@KEY]", description = "The node, and perhaps the key of an entry, or its beginning.")
    private String place = "";

    /** Finds what was named; see {@link Place#of}. */
    public Place place() {
        return Place.of(place, Path.of(""));
    }
}
