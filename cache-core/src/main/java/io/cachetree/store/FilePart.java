package io.cachetree.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** Moves bytes between buffers and files of the local file system. */
final class FilePart {

    /** The JDK keeps a buffer outside of the heap for each thread, as large as the largest piece that was moved. */
    private static final int PIECE = 256 * 1024;

    private FilePart() {}

    /** Fills a buffer from a place of a file on, and returns how many bytes there were. */
    static int read(Path file, long from, ByteBuffer into) throws IOException {
        int before = into.position();
        try (FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
            for (int read = 0; read >= 0 && into.hasRemaining(); ) {
                ByteBuffer piece = piece(into);
                read = channel.read(piece, from + into.position() - before);
                into.position(into.position() + Math.max(read, 0));
            }
        }
        return into.position() - before;
    }

    /** Creates a new file from parts, and returns its length. */
    static long create(Path file, List<ByteBuffer> parts) throws IOException {
        long length = 0;
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            for (ByteBuffer part : parts) {
                length += part.remaining();
                write(channel, part.duplicate());
            }
        }
        return length;
    }

    private static void write(FileChannel channel, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            rest.position(rest.position() + channel.write(piece(rest)));
        }
    }

    private static ByteBuffer piece(ByteBuffer buffer) {
        return buffer.slice(buffer.position(), Math.min(PIECE, buffer.remaining()));
    }
}
