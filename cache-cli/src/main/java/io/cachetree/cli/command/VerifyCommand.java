package io.cachetree.cli.command;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.VerifyReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks that what was committed is what it was. */
@Command(
        name = "verify",
        sortOptions = false,
        header = "Checks that all files are what was committed.",
        description =
                "Reads all records, takes the digest of each file, names what is damaged, and ends with 1 if something is. Nothing has "
                        + "to be repaired: the next run computes anew what it needs.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree verify runs/nuclei               the whole tree",
            "  cachetree verify --json runs/nuclei/split  a node and those below it, for a script",
        })
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private final NodeArgument node = new NodeArgument();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place found = node.place();
        Verify verify = Progress.reading("verify", () -> Verify.of(found.tree().store(), found.node()));
        return output.show(new Verified(found, run(verify)));
    }

    private static VerifyReport run(Verify verify) {
        try (Progress progress = Progress.of("verify", verify.bytes())) {
            return verify.run(progress::add);
        }
    }

    /** What was found. */
    private record Verified(Place place, VerifyReport report) implements Answer {

        /** The form for programs. */
        record Json(String tree, String node, int nodes, int entries, long files, long bytes, List<Damage> damages) {}

        /** A damaged file. */
        record Damage(String node, String file, String why) {}

        @Override
        public Json json() {
            return new Json(
                    place.root().toString(),
                    Words.path(place.node()),
                    report.nodes(),
                    report.entries(),
                    report.files(),
                    report.bytes(),
                    report.damages().stream()
                            .map(each -> new Damage(Words.path(each.node()), each.file(), each.why()))
                            .toList());
        }

        @Override
        public void print(Page page) {
            report.damages()
                    .forEach(each -> page.line(page.paint(Ink.BAD, "damaged") + "  "
                            + each.node().resolve(each.file()) + ": " + each.why()));
            page.line("%s, %s, %s, %s: %s"
                    .formatted(
                            Quantities.count(report.nodes(), "node"),
                            Quantities.count(report.entries(), "entry"),
                            Quantities.count(report.files(), "file"),
                            Quantities.bytes(report.bytes()),
                            sum(page)));
        }

        private String sum(Page page) {
            return report.damages().isEmpty()
                    ? page.paint(Ink.GOOD, "all is as it was committed")
                    : page.paint(Ink.BAD, Quantities.count(report.damages().size(), "damaged file"));
        }

        @Override
        public int exitCode() {
            return report.damages().isEmpty() ? FINE : FOUND;
        }
    }
}
