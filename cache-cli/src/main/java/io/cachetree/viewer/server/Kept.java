package io.cachetree.viewer.server;

import io.cachetree.tree.CacheTreeException;
import io.cachetree.tree.Digest;
import io.cachetree.viewer.data.Documents.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document that takes long to read, as it was read last.
 *
 * <ul>
 *   <li>Reading takes at most a tenth of the time, however often it is asked for.
 *   <li>What was read in a moment is read again at once when it is asked for; else the old one is given, and read anew meanwhile.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
final class Kept {

    /** For a tree on this machine. */
    static final Duration LEAST = Duration.ofMillis(400);

    private static final Logger log = LoggerFactory.getLogger(Kept.class);
    private static final long MOMENT = Duration.ofMillis(150).toNanos();
    private static final int SHARE = 9;

    private final Supplier<Content> reading;
    private final long least;
    private final Executor background;
    private final AtomicBoolean isReading = new AtomicBoolean();
    private volatile @Nullable Version last;

    /**
     * A document with what browsers are told of it.
     *
     * @param bytes it
     * @param packed it, compressed with gzip
     * @param tag what changes with its content
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares documents as records.
    record Document(byte[] bytes, byte[] packed, String tag) {

        static Document of(Content content) {
            return of(content, tag(content));
        }

        private static Document of(Content content, String tag) {
            return new Document(content.bytes(), packed(content.bytes()), tag);
        }

        private static String tag(Content content) {
            return "\"" + Digest.of(content.content()) + "\"";
        }

        private static byte[] packed(byte[] bytes) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 8 + 64);
            try (GZIPOutputStream gzip = new Gzip(packed)) {
                gzip.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    /** Fast rather than small: it goes nowhere but into another program of this machine. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(ByteArrayOutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(1);
        }
    }

    private record Version(Document document, long at, long took) {

        boolean isOld(long least) {
            return System.nanoTime() - at > Math.max(least, SHARE * took);
        }
    }

    /** Reads something again when it was asked for, and at least so much time has passed. */
    Kept(Supplier<Content> reading, Duration least, Executor background) {
        this.reading = reading;
        this.least = least.toNanos();
        this.background = background;
    }

    /** Begins to read, so that the first who asks waits less. */
    void begin() {
        if (isReading.compareAndSet(false, true)) {
            background.execute(this::readOnce);
        }
    }

    Document document() {
        Version known = last;
        if (known == null) {
            return read().document();
        }
        if (known.isOld(least) && known.took() < MOMENT) {
            return read().document();
        }
        if (known.isOld(least)) {
            begin();
        }
        return known.document();
    }

    private void readOnce() {
        try {
            read();
        } catch (CacheTreeException unreadable) {
            log.debug("Whoever asks next is told", unreadable);
        } finally {
            isReading.set(false);
        }
    }

    /** Those who come while it is read wait, and take what was read then. */
    private synchronized Version read() {
        Version known = last;
        if (known != null && !known.isOld(least)) {
            return known;
        }
        long began = System.nanoTime();
        Content content = reading.get();
        String tag = Document.tag(content);
        Document document = Optional.ofNullable(known)
                .map(Version::document)
                .filter(each -> each.tag().equals(tag))
                .orElseGet(() -> Document.of(content, tag));
        Version read = new Version(document, System.nanoTime(), System.nanoTime() - began);
        last = read;
        return read;
    }
}
