package io.cachetree.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.CacheTreeCommand;
import io.cachetree.cli.CellDensity;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command in a process of its own, as a person starts and ends it. */
class ViewCommandTest {

    @TempDir
    Path tree;

    private static Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CacheTreeCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void itServesUntilItIsEndedAndThatIsFine() throws Exception {
        CellDensity.run(tree, 0.4);
        Process process =
                start(List.of(), "view", "--json", tree.resolve("measure/plot").toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            JsonNode line = JsonMapper.shared().readTree(out.readLine());
            int port = line.path("port").asInt();

            assertThat(line.path("url").asString())
                    .matches("http://127\\.0\\.0\\.1:" + port + "/#token=[A-Za-z0-9_-]{22}&node=measure/plot");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("GET /data/tree.json HTTP/1.0\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains(" 403 ");
            }
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itSaysWhatSharingMeansAndThatThereIsNoDesktop() throws Exception {
        CellDensity.run(tree, 0.4);
        Process process = start(List.of("-Djava.awt.headless=true"), "view", "--share", "--open", tree.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); line != null && !line.startsWith("Cannot open"); line = out.readLine()) {
                lines.add(line.replaceAll("(token=|share/)[A-Za-z0-9_-]{22}", "$1SECRET")
                        .replaceAll(":[0-9]+/", ":PORT/"));
            }
            assertThat(lines)
                    .containsExactly(
                            "The tree " + tree + " is shown at",
                            "",
                            "  http://127.0.0.1:PORT/#token=SECRET",
                            "",
                            "Images are shared: any program and any web page that is told the address of one can read it,",
                            "without the token, as long as this runs. Below",
                            "",
                            "  http://127.0.0.1:PORT/share/SECRET/files/",
                            "",
                            "stand node, directory of the entry, and name of the image; the page shows the whole addresses.",
                            "",
                            "Whoever has this address can look at the tree. Ctrl-C ends it.");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void otherCommandsLoadNeitherTheServerNorWhatIsForStorageElsewhere() throws Exception {
        CellDensity.run(tree, 0.4);
        Process process = start(List.of("-Xlog:class+load"), "ls", tree.toString());
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(out)
                .contains("io.cachetree.cli.command.LsCommand", "measure")
                .doesNotContain("org.eclipse.jetty", "io.cachetree.remote", "opendal");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        CellDensity.run(tree, 0.4);
        try (Viewer first = Viewer.open(tree, ViewerOptions.STANDARD)) {
            Process process = start(List.of(), "view", "--port", Integer.toString(first.port()), tree.toString());
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(out)
                    .startsWith("cachetree: Cannot serve the viewer on port %d of 127.0.0.1: ".formatted(first.port()))
                    .endsWith("Choose another port, or 0 for any free one.\n");
        }
    }
}
