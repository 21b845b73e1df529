package io.cachetree.remote.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small part of the JSON interface of Google Cloud Storage, and of its XML one for uploads in parts, as their documentation has them. There is no
 * emulator of it on Maven Central, npm or Debian, so this one was written for these tests: it shows that we speak the protocol as
 * we understand it, and not that Google does.
 *
 * <p>{@code ifGenerationMatch=0} is atomic, listings come in pages of 1,000, and a bucket that is missing is told apart from an
 * object. It knows no accounts.
 */
public final class GoogleServer {

    /** The bucket that there is. */
    public static final String BUCKET = "lab-bucket";

    /** There are none: the URL says so. */
    public static final Map<String, String> CREDENTIALS = Map.of();

    private static final int PAGE = 1_000;

    private final HttpServer server;
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new HashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @SuppressWarnings("ArrayRecordComponent") // It is not compared.
    private record Stored(byte[] content, Instant updated) {}

    private static final class Running {
        static final GoogleServer SERVER = started();

        private Running() {}
    }

    private GoogleServer(HttpServer server) {
        this.server = server;
    }

    /** Returns the server, which is started when first asked for. */
    public static GoogleServer running() {
        return Running.SERVER;
    }

    /** Returns the URL of a root in the bucket. */
    public String url(String path) {
        return "gs://%s/%s?endpoint=http://127.0.0.1:%d&allow_anonymous=true"
                .formatted(BUCKET, path, server.getAddress().getPort());
    }

    private static GoogleServer started() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GoogleServer google = new GoogleServer(server);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "google");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", google::handle);
            server.start();
            return google;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            if (path.startsWith("/batch/storage/v1")) {
                batch(exchange, new String(body, ISO_8859_1));
            } else if (path.startsWith("/upload/storage/v1/b/")) {
                upload(exchange, query, bucket(path, "/upload/storage/v1/b/"), body);
            } else if (path.startsWith("/storage/v1/b/")) {
                object(exchange, query, path);
            } else {
                parts(exchange, query, path, body);
            }
        }
    }

    private static String bucket(String path, String prefix) {
        return path.substring(prefix.length()).split("/", 2)[0];
    }

    private void upload(HttpExchange exchange, Map<String, String> query, String bucket, byte[] body)
            throws IOException {
        String name = query.getOrDefault("name", "");
        if (!bucket.equals(BUCKET)) {
            error(exchange, 404, "The specified bucket does not exist.");
            return;
        }
        Stored stored = new Stored(body, Instant.now());
        boolean isExclusive = "0".equals(query.get("ifGenerationMatch"));
        if (isExclusive && objects.putIfAbsent(name, stored) != null) {
            error(exchange, 412, "At least one of the pre-conditions you specified did not hold.");
            return;
        }
        objects.put(name, stored);
        reply(exchange, 200, metadata(name, stored).getBytes(UTF_8));
    }

    private void object(HttpExchange exchange, Map<String, String> query, String path) throws IOException {
        String[] names = path.substring("/storage/v1/b/".length()).split("/o/?", 2);
        if (!names[0].equals(BUCKET)) {
            error(exchange, 404, "The specified bucket does not exist.");
        } else if (names.length < 2 || names[1].isEmpty()) {
            list(exchange, query);
        } else {
            object(
                    exchange,
                    query,
                    exchange.getRequestMethod(),
                    URLDecoder.decode(names[1].replace("+", "%2B"), UTF_8));
        }
    }

    private void object(HttpExchange exchange, Map<String, String> query, String method, String name)
            throws IOException {
        Stored stored = method.equals("DELETE") ? objects.remove(name) : objects.get(name);
        if (stored == null) {
            error(exchange, 404, "No such object: %s/%s".formatted(BUCKET, name));
        } else if (method.equals("DELETE")) {
            exchange.sendResponseHeaders(204, -1);
        } else if ("media".equals(query.get("alt"))) {
            media(exchange, stored);
        } else {
            reply(exchange, 200, metadata(name, stored).getBytes(UTF_8));
        }
    }

    private static void media(HttpExchange exchange, Stored stored) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            reply(exchange, 200, stored.content());
            return;
        }
        String[] ends = range.replace("bytes=", "").split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int size = stored.content().length;
        int to = ends[1].isEmpty() ? size : (int) Math.min(size, Long.parseLong(ends[1]) + 1);
        if (from >= size && !(from == 0 && ends[1].isEmpty())) {
            error(exchange, 416, "Requested range not satisfiable");
        } else {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, size));
            reply(exchange, 206, Arrays.copyOfRange(stored.content(), from, to));
        }
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        int most = Integer.parseInt(query.getOrDefault("maxResults", String.valueOf(PAGE)));
        String last = query.getOrDefault("pageToken", query.getOrDefault("startOffset", ""));
        TreeMap<String, @Nullable Stored> lines = new TreeMap<>();
        String next = null;
        for (Map.Entry<String, Stored> each : objects.tailMap(prefix).entrySet()) {
            if (!each.getKey().startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : each.getKey().indexOf(delimiter, prefix.length());
            String line = end < 0 ? each.getKey() : each.getKey().substring(0, end + 1);
            if (line.compareTo(last) <= 0 || lines.containsKey(line)) {
                continue;
            }
            if (lines.size() == Math.min(most, PAGE)) {
                next = lines.lastKey();
                break;
            }
            lines.put(line, end < 0 ? each.getValue() : null);
        }
        reply(exchange, 200, page(lines, next).getBytes(UTF_8));
    }

    private static String page(Map<String, @Nullable Stored> lines, @Nullable String next) {
        String items = lines.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .map(each -> metadata(each.getKey(), each.getValue()))
                .collect(Collectors.joining(","));
        String prefixes = lines.entrySet().stream()
                .filter(each -> each.getValue() == null)
                .map(each -> json(each.getKey()))
                .collect(Collectors.joining(","));
        String token = next == null ? "" : ",\"nextPageToken\":" + json(next);
        return "{\"kind\":\"storage#objects\",\"prefixes\":[%s],\"items\":[%s]%s}".formatted(prefixes, items, token);
    }

    private static String metadata(String name, @Nullable Stored stored) {
        int size = stored == null ? 0 : stored.content().length;
        Instant updated = stored == null ? Instant.EPOCH : stored.updated();
        return """
                {"kind":"storage#object","name":%s,"bucket":"%s","generation":"1","size":"%d","updated":"%s",\
                "etag":"e","md5Hash":"","contentType":"application/octet-stream"}""".formatted(json(name), BUCKET, size, updated);
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            json.append(each == '"' || each == '\\' || each < ' ' ? "\\u%04x".formatted((int) each) : each);
        }
        return json.append('"').toString();
    }

    /** Deletions, many in one request. */
    private void batch(HttpExchange exchange, String body) throws IOException {
        StringBuilder answer = new StringBuilder();
        int number = 0;
        for (String line : body.lines().toList()) {
            if (line.startsWith("DELETE ")) {
                String path = line.split(" ", -1)[1];
                String name = URLDecoder.decode(
                        path.substring(path.indexOf("/o/") + 3).replace("+", "%2B"), UTF_8);
                objects.remove(name);
                answer.append("--batch\r\nContent-Type: application/http\r\nContent-ID: <response-%d>\r\n\r\n"
                        .formatted(++number));
                answer.append("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n\r\n");
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "multipart/mixed; boundary=batch");
        reply(exchange, 200, answer.append("--batch--\r\n").toString().getBytes(UTF_8));
    }

    /** The upload of an object in parts, by the XML interface. */
    private synchronized void parts(HttpExchange exchange, Map<String, String> query, String path, byte[] body)
            throws IOException {
        String name =
                URLDecoder.decode(path.substring(("/" + BUCKET + "/").length()).replace("+", "%2B"), UTF_8);
        String upload = query.get("uploadId");
        if (query.containsKey("uploads")) {
            String id = String.valueOf(numbers.incrementAndGet());
            uploads.put(id, new TreeMap<>());
            reply(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                            .formatted(id)
                            .getBytes(UTF_8));
        } else if (upload != null && exchange.getRequestMethod().equals("PUT")) {
            TreeMap<Integer, byte[]> all = uploads.getOrDefault(upload, new TreeMap<>());
            all.put(Integer.parseInt(query.getOrDefault("partNumber", "0")), body);
            exchange.getResponseHeaders().set("ETag", "\"part\"");
            reply(exchange, 200, new byte[0]);
        } else if (upload != null) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            uploads.getOrDefault(upload, new TreeMap<>()).values().forEach(whole::writeBytes);
            objects.put(name, new Stored(whole.toByteArray(), Instant.now()));
            reply(exchange, 200, "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>".getBytes(UTF_8));
        } else {
            error(exchange, 400, "not known: " + exchange.getRequestMethod() + " " + path);
        }
    }

    private static void error(HttpExchange exchange, int code, String message) throws IOException {
        String text =
                "{\"error\":{\"code\":%d,\"message\":%s,\"errors\":[{\"domain\":\"global\",\"location\":\"x\",\"locationType\":\"header\",\"message\":%s,\"reason\":\"x\"}]}}"
                        .formatted(code, json(message), json(message));
        reply(exchange, code, text.getBytes(UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean isBodyless = body.length == 0;
        exchange.sendResponseHeaders(status, isBodyless ? -1 : body.length);
        if (!isBodyless) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> query(@Nullable String query) {
        Map<String, String> all = new HashMap<>();
        for (String each : Optional.ofNullable(query).orElse("").split("&", -1)) {
            String[] pair = each.split("=", 2);
            all.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1].replace("+", "%2B"), UTF_8));
        }
        return all;
    }
}
