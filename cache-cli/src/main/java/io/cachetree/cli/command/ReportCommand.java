package io.cachetree.cli.command;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Root;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Printable;
import io.cachetree.cli.text.Quantities;
import io.cachetree.cli.text.Shell;
import io.cachetree.viewer.data.Setting.Extent;
import io.cachetree.viewer.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the page of a tree as files. */
@Command(
        name = "report",
        sortOptions = false,
        header = "Writes the viewer's page with its data as files.",
        description =
                "Any web server or bucket shows them; the tree is not needed any more. All entries are described; files are copied of "
                        + "the newest entry of each node, and of attempts that ended. The directory has to be new, empty, or that of an earlier report.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree report runs/nuclei -o report   the newest results",
            "  cachetree report --all --max-size 50GB runs/nuclei -o report",
            "  python3 -m http.server -d report         shows it at http://localhost:8000",
        })
public final class ReportCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TREE", description = "The tree; all its nodes are written.")
    private String tree = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The directory to write to.")
    private Path directory = Path.of("");

    @Option(
            names = {"-a", "--all"},
            description = "Copies the files of all entries.")
    private boolean isOfAll;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            defaultValue = "10GB",
            description = "How large the copied files may be together, such as 500MB; by default ${DEFAULT-VALUE}.")
    private String mostBytes = "";

    @Mixin
    private final Output output = new Output();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        long most = Quantities.bytes(mostBytes).orElseThrow(this::noSize);
        Place place = Place.ofNode(tree, Path.of(""));
        Report report = Progress.reading("report", () -> Report.of(place, isOfAll ? Extent.ALL : Extent.NEWEST));
        try (Progress progress = Progress.of("report", report.bytes())) {
            Report.Summary summary = report.write(directory, most, progress::add);
            return output.show(new Written(place.root(), directory, summary));
        }
    }

    private ParameterException noSize() {
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "\"%s\" is no size. Write one such as 500MB or 10GB.".formatted(mostBytes));
    }

    /** What was written. */
    private record Written(Root tree, Path directory, Report.Summary summary) implements Answer {

        /** The form for programs. */
        record Json(String tree, String directory, int nodes, int entries, long files, long bytes) {}

        @Override
        public Json json() {
            return new Json(
                    tree.toString(),
                    directory.toString(),
                    summary.nodes(),
                    summary.entries(),
                    summary.files(),
                    summary.bytes());
        }

        @Override
        public void print(Page page) {
            String target = Printable.of(directory.toString());
            page.line("%s, %s, %s, %s: the report is in %s"
                    .formatted(
                            Quantities.count(summary.nodes(), "node"),
                            Quantities.count(summary.entries(), "entry"),
                            Quantities.count(summary.files(), "file"),
                            Quantities.bytes(summary.bytes()),
                            target));
            page.line();
            page.line("Browsers show it from a web server, not from a file: put it on any, or look at it with");
            page.line();
            page.line("  python3 -m http.server -d %s".formatted(Shell.argument(directory)));
        }
    }
}
