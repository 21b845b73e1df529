package io.cachetree.viewer.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * How answers are written: with the headers that keep a browser from taking anything but the page for a page.
 *
 * @param request what was asked
 * @param response where the answer goes
 * @param callback who is told when it is written
 */
record Reply(Request request, Response response, Callback callback) {

    static final String INERT = "default-src 'none'; sandbox";

    private static final Set<String> TEXTS = Set.of(
            "txt", "log", "md", "json", "csv", "tsv", "xml", "yaml", "yml", "html", "htm", "svg", "js", "css", "py",
            "java", "zattrs", "zarray", "zgroup");

    /** Sets what all answers have. */
    void inert() {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", INERT);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /** Writes a short text that repeats nothing of the request. */
    void refuse(Refused refused) {
        inert();
        if (refused.status() == 405) {
            header("Allow", "GET, HEAD");
        }
        bytes(
                refused.status(),
                "text/plain; charset=utf-8",
                (refused.reason() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void empty(int status) {
        response.setStatus(status);
        callback.succeeded();
    }

    void bytes(int status, String type, byte[] bytes) {
        response.setStatus(status);
        header("Content-Type", type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, isHead() ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes), callback);
    }

    /** Writes a document, or that it is as it was. */
    void document(Kept.Document document) {
        header("ETag", document.tag());
        header("Vary", "Accept-Encoding");
        if (isKnown(document.tag())) {
            empty(304);
            return;
        }
        boolean isPacked =
                request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip");
        if (isPacked) {
            header("Content-Encoding", "gzip");
        }
        bytes(200, "application/json", isPacked ? document.packed() : document.bytes());
    }

    boolean isKnown(String tag) {
        return request.getHeaders().getCSV(HttpHeader.IF_NONE_MATCH, true).contains(tag);
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Returns what a file is served as: nothing that a browser runs or lays out, but PNG. */
    static String typeOf(String file) {
        String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (extension.equals("png")) {
            return "image/png";
        }
        return TEXTS.contains(extension) ? "text/plain; charset=utf-8" : "application/octet-stream";
    }
}
