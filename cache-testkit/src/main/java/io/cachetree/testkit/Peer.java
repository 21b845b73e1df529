package io.cachetree.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Another program, which runs in a process of its own, and reads what we wrote or writes what we read.
 *
 * <pre>{@code
 * Peer.require("python3 with zarr (apt-get install python3-zarr)", Peer.python(), "-c", "import zarr");
 * assertThat(Peer.run(Peer.python(), Peer.script("labels.py"), directory.toString())).contains("done");
 * }</pre>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class Peer {

    private Peer() {}

    /** Skips the test where a command fails. */
    public static void require(String what, String... command) throws InterruptedException {
        assumeTrue(succeeds(command), what + " is not here: the test is skipped.");
    }

    /** Runs a command that must succeed, and returns what it printed. */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), printed).isZero();
        return printed;
    }

    /** Returns the path of a script under {@code src/test/interop}. */
    public static String script(String name) {
        return Path.of("src", "test", "interop", name).toAbsolutePath().toString();
    }

    /** Returns the command for Python: that of the system, or the one that {@code -Dcachetree.python} names. */
    public static String python() {
        return System.getProperty(
                "cachetree.python", Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = start(command);
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
