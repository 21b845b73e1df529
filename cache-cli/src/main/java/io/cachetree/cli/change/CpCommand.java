package io.cachetree.cli.change;

import io.cachetree.cli.command.Output;
import io.cachetree.cli.command.Progress;
import io.cachetree.cli.place.Place;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a tree. */
@Command(
        name = "cp",
        aliases = "sync",
        sortOptions = false,
        header = "Copies what was committed to another tree, or into a zip file.",
        description = {
            "Every file is compared with its digest on the way; a damaged entry is not copied, and named. What is there already is not "
                    + "copied again, so that the same command goes on with a copy that was interrupted, and brings what was added since: \"sync\" "
                    + "is another name for it. Nothing is deleted there.",
            "Ends with 1 if something is damaged.",
        },
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree cp runs/nuclei s3://lab/shared          the whole tree, to a bucket",
            "  cachetree cp runs/nuclei/report zip:report.zip    a node and those below it, as a zip file",
            "  cachetree ls zip:report.zip                       which is a tree itself",
            "  cachetree sync --dry-run runs/nuclei /mnt/backup  what is not there yet",
        })
public final class CpCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FROM[/NODE]", description = "The tree, or a node of it; a path or a URL.")
    private String from = "";

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "The root of the other tree, which may be missing; a path or a URL, zip:FILE for a zip file.")
    private String to = "";

    @Option(
            names = {"-n", "--dry-run"},
            description = "Says what would be copied, and copies nothing.")
    private boolean dryRun;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place place = Place.ofNode(from, Path.of(""));
        try (Copy copy = Progress.reading("copy", () -> Copy.of(place.tree().store(), place.node(), to))) {
            Copied answer = dryRun ? Copied.planned(place, to, copy) : Copied.done(place, to, copy, run(copy));
            return output.show(answer);
        }
    }

    private static CopyReport run(Copy copy) {
        try (Progress progress = Progress.of("copy", copy.bytes())) {
            return copy.run(progress::add);
        }
    }
}
