package io.cachetree.remote.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server that is a program of its own; it ends with this JVM. */
final class Program {

    private static final int LIMIT_SECONDS = 60;
    private static final int MOST_TRIES = 5;

    private Program() {}

    /** The command that starts the program on a port. */
    interface Command {

        /** Returns its words. */
        List<String> on(int port) throws IOException;
    }

    /** Starts a program on a port that is free, waits until it says that it is ready, and returns the port. */
    static int start(String ready, Command command) throws IOException {
        for (int left = MOST_TRIES; ; left--) {
            int port = freePort();
            try {
                start(ready, command.on(port));
                return port;
            } catch (Ended e) {
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A program came to its end before it was ready; maybe somebody else has taken the port since it was free. */
    private static final class Ended extends IOException {

        private static final long serialVersionUID = 1;

        Ended(String message) {
            super(message);
        }
    }

    private static void start(String ready, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        boolean isReady;
        try {
            isReady = CompletableFuture.supplyAsync(
                            () -> output.lines().peek(lines::add).anyMatch(line -> line.contains(ready)))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("%s does not start: %s".formatted(command, lines), e);
        }
        if (!isReady) {
            process.destroyForcibly();
            throw new Ended("%s ended: %s".formatted(command, lines));
        }
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "output of " + command.get(0));
        drain.setDaemon(true);
        drain.start();
    }
}
