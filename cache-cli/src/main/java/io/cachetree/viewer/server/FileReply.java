package io.cachetree.viewer.server;

import io.cachetree.viewer.data.DocumentPath;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import io.cachetree.viewer.data.FileSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ByteChannel;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a file of an entry, or a part of it, without a thread that waits for a slow reader. */
final class FileReply {

    private static final int BUFFER = 1 << 16;

    private final FileSource files;

    FileReply(FileSource files) {
        this.files = files;
    }

    void write(DocumentPath.EntryFile path, Reply reply) throws Refused {
        OpenFile file = files.open(path).orElseThrow(Refused::absent);
        boolean isHandedOver = false;
        try {
            isHandedOver = write(file, path.names().get(path.names().size() - 1), reply);
        } finally {
            if (!isHandedOver) {
                close(file);
            }
        }
    }

    /** Returns whether whoever writes it closes the file. */
    private static boolean write(OpenFile file, String name, Reply reply) throws Refused {
        String tag = "\"%x-%x\"".formatted(file.size(), file.modified().toEpochMilli());
        reply.header("ETag", tag);
        reply.header("Cache-Control", "private, no-cache");
        reply.header("Accept-Ranges", "bytes");
        if (reply.isKnown(tag)) {
            reply.empty(304);
            return false;
        }
        Optional<ByteRange> range = range(reply.request(), file.size(), tag, reply);
        ByteRange part = range.orElse(new ByteRange(0, file.size()));
        Response response = reply.response();
        response.setStatus(range.isPresent() ? 206 : 200);
        range.ifPresent(each -> reply.header("Content-Range", each.header(file.size())));
        reply.header("Content-Type", Reply.typeOf(name));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, part.length());
        if (reply.isHead() || part.length() == 0) {
            reply.callback().succeeded();
            return false;
        }
        ByteBufferPool pool = reply.request().getComponents().getByteBufferPool();
        Content.Source content =
                Content.Source.from(new ByteBufferPool.Sized(pool, false, BUFFER), positioned(file, part.first()));
        Content.copy(
                Content.Source.from(content, 0, part.length()),
                response,
                Callback.from(reply.callback(), () -> close(file)));
        return true;
    }

    /** Jetty would read all that stands before the part. */
    private static ByteChannel positioned(OpenFile file, long first) {
        try {
            return file.content().position(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part is for those who get it only (RFC 9110, section 14.2). */
    private static Optional<ByteRange> range(Request request, long size, String tag, Reply reply) throws Refused {
        HttpFields headers = request.getHeaders();
        String range = headers.get(HttpHeader.RANGE);
        String condition = headers.get(HttpHeader.IF_RANGE);
        if (range == null || reply.isHead() || (condition != null && !condition.equals(tag))) {
            return Optional.empty();
        }
        try {
            return ByteRange.of(range, size);
        } catch (Refused unsatisfied) {
            reply.header("Content-Range", "bytes */" + size);
            throw unsatisfied;
        }
    }

    private static void close(OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
