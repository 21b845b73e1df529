package io.cachetree.zarr;

import io.cachetree.testkit.Peer;
import java.io.IOException;
import java.util.Objects;

/** The package zarrita of npm, run by node. */
public final class Zarrita {

    private static final String MODULES = Objects.requireNonNullElse(
            System.getenv("CACHETREE_INTEROP"), System.getProperty("user.home") + "/.cache/cachetree-interop");

    private Zarrita() {}

    /** Skips the test where it is missing. */
    public static void require() throws InterruptedException {
        Peer.require(
                "node with zarrita in \"%s\" (src/test/interop/install.sh)".formatted(MODULES),
                "node",
                "-e",
                "fs.statSync('%s/node_modules/zarrita')".formatted(MODULES));
    }

    /** Runs a script under {@code src/test/interop}, and returns what it printed. */
    public static String run(String script, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 3];
        command[0] = "node";
        command[1] = Peer.script(script);
        command[2] = MODULES;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Peer.run(command);
    }
}
