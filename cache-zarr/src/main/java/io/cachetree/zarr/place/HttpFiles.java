package io.cachetree.zarr.place;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.codec.DamagedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files below a URL, as a web server has them, to be read only.
 *
 * <ul>
 *   <li>A file is absent if the server answers 404 or 410. Any other answer but success is an error: of a store that answers
 *       403 for what is absent, missing chunks cannot be told from forbidden ones.
 *   <li>The query of the URL, such as a signature, is sent with each request.
 *   <li>Parts of files are read by range requests, which the server must know.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class HttpFiles implements ArrayFiles {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final List<Integer> ABSENT = List.of(404, 410);
    private static final List<String> VERSIONS = List.of("etag", "last-modified");

    private final HttpClient client;
    private final URI folder;

    private HttpFiles(HttpClient client, URI folder) {
        this.client = client;
        this.folder = folder;
    }

    /**
     * Returns the files below a URL.
     *
     * @param folder an {@code http:} or {@code https:} URL; with or without {@code /} at its end
     */
    static HttpFiles at(URI folder) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return new HttpFiles(client, folder);
    }

    @Override
    public Optional<ByteBuffer> read(String name, long limit, IntFunction<ByteBuffer> buffers) throws IOException {
        HttpResponse<InputStream> answer = send(request(name).GET(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return isThere(answer, OK) ? Optional.of(content(answer, limit, buffers)) : Optional.empty();
        }
    }

    /** What the server says of the length is only believed as far as bytes come. */
    private static ByteBuffer content(HttpResponse<InputStream> answer, long limit, IntFunction<ByteBuffer> buffers)
            throws IOException {
        long said = answer.headers().firstValueAsLong("content-length").orElse(0);
        if (said > limit) {
            throw tooLong(limit, said);
        }
        byte[] content = answer.body().readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE));
        if (content.length > limit) {
            throw tooLong(limit, content.length);
        }
        ByteBuffer into = buffers.apply(content.length);
        into.duplicate().put(content);
        return into;
    }

    private static DamagedDataException tooLong(long limit, long found) {
        return new DamagedDataException("bytes of a file: expected at most %d, found %d".formatted(limit, found));
    }

    @Override
    public void readRange(String name, long from, ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return;
        }
        String range = "bytes=%d-%d".formatted(from, from + into.remaining() - 1);
        HttpResponse<InputStream> answer =
                send(request(name).header("Range", range).GET(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == OK) {
                throw new IOException(
                        "Cannot read a part of \"%s\": the server sends whole files only. Copy the image to a disk, or to a server that answers range requests."
                                .formatted(withoutQuery(answer.uri())));
            }
            if (!isThere(answer, PARTIAL)) {
                throw new DamagedDataException("file: expected, not found");
            }
            byte[] content = body.readNBytes(into.remaining());
            if (content.length < into.remaining()) {
                throw new DamagedDataException("bytes of a file: expected at least %d, found %d"
                        .formatted(from + into.remaining(), from + content.length));
            }
            into.duplicate().put(content);
        }
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        Optional<HttpHeaders> headers = headers(name);
        if (headers.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong length = headers.get().firstValueAsLong("content-length");
        if (length.isEmpty()) {
            throw new IOException(
                    "Cannot read \"%s\": the server does not say how long it is. Copy the image to a disk."
                            .formatted(place(name)));
        }
        return length;
    }

    @Override
    public Optional<String> stamp(String name) throws IOException {
        Optional<HttpHeaders> headers = headers(name);
        if (headers.isPresent() && VERSIONS.stream().noneMatch(headers.get().map()::containsKey)) {
            throw new IOException(
                    "Cannot tell whether \"%s\" changes: the server says neither its time nor its version. Open the image with Identity.VALUES."
                            .formatted(place(name)));
        }
        return headers.map(found -> Stream.concat(Stream.of("content-length"), VERSIONS.stream())
                .map(each -> found.firstValue(each).orElse("-"))
                .collect(Collectors.joining(" ")));
    }

    private Optional<HttpHeaders> headers(String name) throws IOException {
        HttpResponse<Void> answer =
                send(request(name).method("HEAD", HttpRequest.BodyPublishers.noBody()), BodyHandlers.discarding());
        return isThere(answer, OK) ? Optional.of(answer.headers()) : Optional.empty();
    }

    @Override
    public void create(String name, List<ByteBuffer> parts) {
        throw new UnsupportedOperationException(
                "Cannot write \"%s\": a web server is only read.".formatted(place(name)));
    }

    @Override
    public ArrayFiles folder(String name) {
        return new HttpFiles(client, resolve(name));
    }

    @Override
    public String place(String name) {
        return withoutQuery(resolve(name));
    }

    /** Returns the URL without its query. */
    @Override
    public String place() {
        return withoutQuery(folder);
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(resolve(name)).timeout(ANSWER_LIMIT);
    }

    private URI resolve(String name) {
        String path = folder.getRawPath();
        String base = path.endsWith("/") ? path : path + "/";
        String query = folder.getRawQuery() == null ? "" : "?" + folder.getRawQuery();
        return URI.create(folder.getScheme() + "://" + folder.getRawAuthority() + base + encoded(name) + query);
    }

    private String encoded(String name) {
        ArrayFiles.requireName(name, folder.toString());
        try {
            return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "Cannot use the name \"%s\" below \"%s\": it is no path of a URL. Use other characters."
                            .formatted(name, folder),
                    e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) throws IOException {
        HttpRequest built = request.build();
        try {
            return client.send(built, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(
                    "Cannot read \"%s\": the thread was interrupted.".formatted(withoutQuery(built.uri())));
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw new IOException(
                    "Cannot read \"%s\": %s. Check the address and the network, and try again."
                            .formatted(withoutQuery(built.uri()), e.getMessage() == null ? e : e.getMessage()),
                    e);
        }
    }

    /** Returns whether the file is there; an answer that says neither yes nor no is an error. */
    private static boolean isThere(HttpResponse<?> answer, int success) throws IOException {
        if (answer.statusCode() == success) {
            return true;
        }
        if (ABSENT.contains(answer.statusCode())) {
            return false;
        }
        throw new IOException("Cannot read \"%s\": the server answered %d. Check the address and the right to read it."
                .formatted(withoutQuery(answer.uri()), answer.statusCode()));
    }

    /** A signature is nobody else's business, and messages are passed on. */
    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
