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

    private Program() {}

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a program and waits until it says that it is ready. */
    static void start(String ready, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        try {
            CompletableFuture.supplyAsync(() -> output.lines().peek(lines::add).anyMatch(line -> line.contains(ready)))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("%s does not start: %s".formatted(command, lines), e);
        }
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "output of " + command.get(0));
        drain.setDaemon(true);
        drain.start();
        if (!process.isAlive()) {
            throw new IOException("%s ended: %s".formatted(command, lines));
        }
    }
}
