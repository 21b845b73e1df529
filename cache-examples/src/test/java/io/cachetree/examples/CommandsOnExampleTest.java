package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.cli.CacheTreeCommand;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.simulation.SimulationOptions;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the command line says of the example's tree, after two runs; {@code -Dcachetree.rewrite=true} writes the answers anew. */
class CommandsOnExampleTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Sample SAMPLE = Sample.simulated(
            SimulationOptions.seeded(7).withShape(new Shape(24, 96, 96)).withNuclei(16, 4));

    @TempDir
    static Path tree;

    @BeforeAll
    static void runTwice() throws IOException {
        run(SegmentationOptions.STANDARD);
        run(new SegmentationOptions(0.5, 1, 1, 100, 2, SegmentationOptions.STANDARD.voxelSize()));
    }

    private static void run(SegmentationOptions options) throws IOException {
        try (CacheTree opened = CacheTree.builder()
                .options(NucleiPipeline.written(options.voxelSize()).with(Durability.PROCESS))
                .open(tree)) {
            Guice.createInjector(
                            CacheTreeModule.of(opened),
                            binder -> binder.bind(FaultPoint.class).toInstance(new FaultPoint(Optional.empty())))
                    .getInstance(NucleiPipeline.class)
                    .report(SAMPLE, options);
        }
    }

    @Test
    void ls() throws IOException {
        assertAnswers("ls", 0, "ls", tree.toString());
    }

    @Test
    void show() throws IOException {
        assertAnswers("show", 0, "show", tree + "/report/split");
    }

    @Test
    void why() throws IOException {
        assertAnswers("why", 0, "why", tree + "/report/split");
    }

    @Test
    void diff() throws IOException {
        assertAnswers("diff", 1, "diff", tree + "/report/split");
    }

    @Test
    void pruneShowsWhatWouldGo() throws IOException {
        assertAnswers("prune", 0, "prune", "--keep", "1", tree.toString());
    }

    @Test
    void rmNamesWhatIsOutOfDate() throws IOException {
        assertAnswers("rm", 0, "rm", tree + "/report/split/distances");
    }

    private static void assertAnswers(String golden, int exitCode, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine command = CacheTreeCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        command.setOut(new PrintWriter(out));
        assertThat(command.execute(arguments)).isEqualTo(exitCode);
        Path file = GOLDEN.resolve(golden + ".txt");
        String answer = withoutWhatDiffers(out.toString());
        if (Boolean.getBoolean("cachetree.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, answer);
        }
        assertThat(answer).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
    }

    /** Keys, times, the machine and the code differ from run to run, sizes with the version of Java; and so the widths of columns. */
    private static String withoutWhatDiffers(String text) {
        return text.replace("\r\n", "\n")
                .replace(tree.toString(), "TREE")
                .replaceAll("\\b[0-9a-hjkmnp-tv-z]{12}(-[0-9a-hjkmnp-tv-z]{4})?\\b", "KEY")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(,\\d+)?", "TIME")
                .replaceAll("\\d+ (s|min) ago", "AGE ago")
                .replaceAll("\\b\\d+(\\.\\d)? (ms|s|min)\\b", "TIME")
                .replaceAll("\\b\\d+(\\.\\d)? (B|kB|MB)\\b", "SIZE")
                .replaceAll("\"values1:[0-9a-f…]+\"?", "VALUES")
                .replaceAll("(?m)^(by  +).*$", "$1SOMEBODY")
                .replaceAll("(?m)^(code  +).*$", "$1CODE")
                .replaceAll("(?<=\\S)[ ]{2,}", "  ");
    }
}
