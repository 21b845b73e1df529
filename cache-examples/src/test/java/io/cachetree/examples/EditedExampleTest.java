package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.testkit.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The source of the example is edited, compiled and run again on the tree of the run before: which steps run, and what is
 * printed as the reason. The golden text shows it for each edit.
 */
class EditedExampleTest {

    private static final Path SOURCES = Path.of("src/main/java/io/cachetree/examples");
    private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

    /** One edit of one file. */
    private record Edit(String name, String file, String before, String after) {}

    private static final List<Edit> EDITS = List.of(
            new Edit("nothing", "NucleiPipeline.java", "", ""),
            new Edit("a constant in a helper", "segmentation/OtsuThreshold.java", "BINS = 256", "BINS = 128"),
            new Edit(
                    "a lambda",
                    "density/RegionDensity.java",
                    "filter(nucleus -> nucleus.isIn(region, voxelSize))",
                    "filter(nucleus -> nucleus != null && nucleus.isIn(region, voxelSize))"),
            new Edit(
                    "a lambda of a view that is computed while it is written",
                    "segmentation/Foreground.java",
                    "value.getRealDouble() > threshold",
                    "!(value.getRealDouble() <= threshold)"),
            new Edit(
                    "a comment, and other line breaks",
                    "NucleiPipeline.java",
                    "Img<IntType> large = SmallObjects.remove(components, smallest);",
                    "Img<IntType> large = // what a nucleus can be\n\n SmallObjects\n.remove(\ncomponents, smallest);"),
            new Edit("the name of a local variable", "NucleiPipeline.java", "foreground", "inside"),
            new Edit(
                    "a line for the log",
                    "NucleiPipeline.java",
                    "Img<IntType> large = ",
                    "log.info(\"dropping what is too small\");\n Img<IntType> large = "),
            new Edit("a new subclass", "LoudPipeline.java", "", """
                    package io.cachetree.examples;
                    class LoudPipeline extends NucleiPipeline {
                        LoudPipeline(FaultPoint fault) { super(fault); System.out.println("loud"); }
                    }
                    """));

    @TempDir
    private Path temp;

    @Test
    void eachEditRunsWhatDependsOnItAndSaysWhy() throws Exception {
        StringBuilder printed = new StringBuilder();
        run(CLASSES, "tree");
        for (Edit edit : EDITS) {
            copy(temp.resolve("tree"), temp.resolve("tree of " + edit.name()));
            printed.append("== ").append(edit.name()).append('\n');
            printed.append(run(compiled(edit), "tree of " + edit.name())).append('\n');
        }
        assertThat(printed.toString()).isEqualTo(golden(printed.toString()));
    }

    /** Runs the example on a tree, and returns what it says of the steps, without what differs from run to run. */
    private String run(Path classes, String tree) throws InterruptedException {
        return new ChildJvm(
                                temp,
                                NucleiDensity.class.getName(),
                                "--tree",
                                temp.resolve(tree).toString())
                        .withClassPath(classPath(classes))
                        .runToTheEnd()
                        .lines()
                        .filter(line -> line.matches(".*  (read|computed)( x\\d+)? .*|\\d+ steps.*"))
                        .map(line ->
                                line.replaceAll(" +[0-9.]+ m?s( +of .*)?", "").replaceAll("  +", "  "))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String classPath(Path classes) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().equals(CLASSES) ? classes.toString() : each)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns a directory with the classes of the example, of which the edited one was compiled again. */
    private Path compiled(Edit edit) throws IOException {
        Path classes = temp.resolve("classes of " + edit.name());
        copy(CLASSES, classes);
        Path source = temp.resolve("sources of " + edit.name()).resolve(edit.file());
        Files.createDirectories(Objects.requireNonNull(source.getParent()));
        Files.writeString(source, edited(edit));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                classPath(classes),
                "-g",
                "-parameters",
                "--release",
                "17",
                "-proc:none",
                source.toString());
        assertThat(result).as("javac of %s", edit.name()).isZero();
        return classes;
    }

    private static String edited(Edit edit) throws IOException {
        Path file = SOURCES.resolve(edit.file());
        if (!Files.exists(file)) {
            return edit.after();
        }
        String source = Files.readString(file);
        assertThat(source).contains(edit.before());
        return edit.before().isEmpty() ? source : source.replace(edit.before(), edit.after());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Returns the golden text, after writing it anew where that is asked for. */
    private static String golden(String printed) throws IOException {
        if (Boolean.getBoolean("cachetree.rewrite")) {
            Path file = Path.of("src/test/resources/messages/edited-example.txt");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, printed);
            return printed;
        }
        try (InputStream in = EditedExampleTest.class.getResourceAsStream("/messages/edited-example.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
