package io.cachetree.viewer.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Sends requests as they are written down: a client of HTTP would tidy them up.
 *
 * @param port the port of the server
 */
record RawClient(int port) {

    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * What came back.
     *
     * @param status the status
     * @param headers the lines of the head, in lower case
     * @param body what follows
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
    record Answer(int status, List<String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.stream()
                    .filter(line -> line.startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Asks for a path with some more headers. */
    Answer get(String path, String... headers) throws IOException {
        return send("GET", path, "127.0.0.1:" + port, headers);
    }

    Answer send(String method, String path, String host, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, path, host));
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return raw(request.append("Connection: close\r\n\r\n").toString());
    }

    /** Sends some bytes, and reads until the other side is done. */
    Answer raw(String request) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return answer(socket.getInputStream());
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static Answer answer(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.isEmpty()) {
            return new Answer(0, List.of(), new byte[0]);
        }
        List<String> headers = lines.stream()
                .skip(1)
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();
        return new Answer(Integer.parseInt(lines.get(0).substring(STATUS, STATUS + 3)), headers, in.readAllBytes());
    }
}
