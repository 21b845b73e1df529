package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does with the streams that it is given. */
class OwnProcessTest {

    private static final Path FULL = Path.of("/dev/full");
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    static Path tree;

    @TempDir
    Path temp;

    @BeforeAll
    static void runOnce() {
        CellDensity.run(tree, 0.4);
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CacheTreeCommand.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("LC_ALL", "C");
        process.environment().remove("NO_COLOR");
        return process;
    }

    private static String err(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerThatIsLostIsNoSuccess() throws Exception {
        assumeTrue(Files.isWritable(FULL));
        for (String answer : List.of("ls", "verify", "--help")) {
            Process process = process(command(answer, tree.toString()))
                    .redirectOutput(FULL.toFile())
                    .start();

            assertThat(err(process))
                    .contains("cachetree: Cannot write the answer: No space left on device. "
                            + "Make room, or write it elsewhere.");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    @Test
    void whoClosesAPipeHasReadEnough() throws Exception {
        Process process = process(command("ls", tree.toString())).start();
        process.getInputStream().close();

        assertThat(err(process)).doesNotContain("cachetree:");
        assertThat(process.waitFor()).isZero();
    }

    private static String answer(Charset encoding, String... arguments) throws IOException {
        return answer(encoding, encoding, arguments);
    }

    private static String answer(Charset told, Charset expected, String... arguments) throws IOException {
        List<String> command = command(arguments);
        command.add(1, "-Dstdout.encoding=" + told);
        return new String(process(command).start().getInputStream().readAllBytes(), expected);
    }

    @Test
    void answersAreInTheEncodingOfTheTerminal() throws IOException {
        String node = tree.resolve("measure").toString();
        Ran.command("pin", node, "--note", "Zählung ∑").endsWith(0);

        assertThat(answer(StandardCharsets.ISO_8859_1, "pin", node)).contains("pinned: Zählung ?");
        assertThat(answer(StandardCharsets.US_ASCII, StandardCharsets.UTF_8, "pin", node))
                .as("without a locale")
                .contains("pinned: Zählung ∑");
        assertThat(answer(StandardCharsets.UTF_8, "pin", node)).contains("pinned: Zählung ∑");
        assertThat(answer(StandardCharsets.ISO_8859_1, "pin", node, "--json")).contains("\"Z\\u00E4hlung \\u2211\"");
    }

    private String onTerminal(String redirection) throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "this test needs util-linux's script for a terminal");
        Path seen = temp.resolve("seen.txt");
        String line =
                "'" + String.join("' '", command("ls", temp.resolve("nope").toString())) + "' " + redirection;
        Process process = process(List.of(SCRIPT.toString(), "-qec", line, seen.toString()))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("out.txt").toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(2);
        return Files.readString(seen);
    }

    @Test
    void complaintsHaveColoursOnTerminalsOnly() throws Exception {
        Path err = temp.resolve("err.txt");

        assertThat(onTerminal("")).contains("\u001b[", "cachetree: Cannot find a cache tree");
        onTerminal("2> '" + err + "'");
        assertThat(err)
                .content()
                .contains("cachetree: Cannot find a cache tree")
                .doesNotContain("\u001b");
    }
}
