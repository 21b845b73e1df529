package io.cachetree.viewer.server;

import io.cachetree.cli.CellDensity;
import io.cachetree.cli.place.Place;
import io.cachetree.viewer.server.ViewerServer.Share;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tree of two runs that is served, with a browser that was let in.
 *
 * @param tree its directory
 * @param server the server
 * @param client what sends requests
 * @param cookie the header that lets in
 */
record ServedTree(Path tree, ViewerServer server, RawClient client, String cookie) implements AutoCloseable {

    static ServedTree of(Path tree, Share share) throws IOException {
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
        return serving(tree, share);
    }

    static ServedTree serving(Path tree, Share share) throws IOException {
        return serving(tree.toString(), tree, share);
    }

    /** Serves a tree or a copy of it. */
    static ServedTree serving(String place, Path tree, Share share) throws IOException {
        ViewerServer server = ViewerServer.start(Place.ofNode(place, Path.of("")), 0, share);
        RawClient client = new RawClient(server.port());
        String token = server.url().substring(server.url().indexOf('=') + 1);
        String cookie = rawCookie(client, token);
        return new ServedTree(tree, server, client, "Cookie: " + cookie);
    }

    private static String rawCookie(RawClient client, String token) throws IOException {
        String request =
                "GET /session HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                        .formatted(client.port(), token);
        try (Socket socket = client.open()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines()
                    .filter(line -> line.startsWith("Set-Cookie: "))
                    .map(line -> line.substring("Set-Cookie: ".length(), line.indexOf(';')))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(answer));
        }
    }

    RawClient.Answer get(String path, String... headers) throws IOException {
        return client.get(
                path, Stream.concat(Stream.of(cookie), Stream.of(headers)).toArray(String[]::new));
    }

    JsonNode json(String path) throws IOException {
        return JsonMapper.shared().readTree(get(path).text());
    }

    /** Returns the path of a file of an entry, as the page asks for it. */
    String file(String node, String name) throws IOException {
        try (Stream<Path> files = Files.walk(tree.resolve(node))) {
            Path found = files.filter(file ->
                            file.toString().endsWith(name) && !file.toString().contains("/current/"))
                    .findFirst()
                    .orElseThrow();
            return "/files/" + tree.relativize(found);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
