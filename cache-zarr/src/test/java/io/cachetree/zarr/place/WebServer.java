package io.cachetree.zarr.place;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on this machine that has the files of a directory, as those of images do. */
final class WebServer implements AutoCloseable {

    /** What a server can lack, or do wrong. */
    enum Flaw {
        NO_RANGES,
        NO_TIMES,
        FORBIDS_WHAT_IS_ABSENT,
        FAILS,
        STOPS_HALFWAY
    }

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Path directory;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private volatile Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    WebServer(Path directory) throws IOException {
        this.directory = directory;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri(String name) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name));
    }

    void has(Flaw... present) {
        flaws = present.length == 0 ? EnumSet.noneOf(Flaw.class) : EnumSet.copyOf(List.of(present));
    }

    /** Returns the method and the path with the query of each request so far, and forgets them. */
    List<String> requests() {
        List<String> seen = new ArrayList<>();
        requests.drainTo(seen);
        return seen;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
        if (flaws.contains(Flaw.FAILS)) {
            exchange.sendResponseHeaders(503, -1);
        } else if (Files.isRegularFile(file)) {
            send(exchange, file);
        } else {
            exchange.sendResponseHeaders(flaws.contains(Flaw.FORBIDS_WHAT_IS_ABSENT) ? 403 : 404, -1);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (!flaws.contains(Flaw.NO_TIMES)) {
            exchange.getResponseHeaders()
                    .set("Last-Modified", Files.getLastModifiedTime(file).toString());
        }
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
        } else if (range.matches() && !flaws.contains(Flaw.NO_RANGES)) {
            int end = Math.min(content.length, Integer.parseInt(range.group(2)) + 1);
            send(exchange, 206, Arrays.copyOfRange(content, Integer.parseInt(range.group(1)), end));
        } else {
            send(exchange, 200, content);
        }
    }

    private void send(HttpExchange exchange, int status, byte... content) throws IOException {
        exchange.sendResponseHeaders(status, content.length);
        int length = flaws.contains(Flaw.STOPS_HALFWAY) ? content.length / 2 : content.length;
        exchange.getResponseBody().write(content, 0, length);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
