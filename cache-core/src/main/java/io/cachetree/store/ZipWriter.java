package io.cachetree.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip file; what is compressed already is stored as it is. Thread safety: none. */
final class ZipWriter implements AutoCloseable {

    private static final int SAMPLE = 64 * 1024;
    private static final int PIECE = 256 * 1024;

    private final Path file;
    private final ZipOutputStream out;

    /** Starts a new file. */
    ZipWriter(Path file) throws IOException {
        this.file = file;
        OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.out = new ZipOutputStream(new BufferedOutputStream(bytes, PIECE));
    }

    void add(String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** Adds a file of the local file system. */
    void add(String name, Path content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        if (!isWorthDeflating(content)) {
            store(entry, content);
        }
        out.putNextEntry(entry);
        try (InputStream in = Files.newInputStream(content)) {
            in.transferTo(out);
        }
        out.closeEntry();
    }

    /** Adds what another zip file holds. */
    void add(String name, InputStream content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        content.transferTo(out);
        out.closeEntry();
    }

    /** The first part of a file tells of the rest: chunks of images and the like do not become smaller. */
    private static boolean isWorthDeflating(Path content) throws IOException {
        try (InputStream in = Files.newInputStream(content)) {
            byte[] sample = in.readNBytes(SAMPLE);
            return deflated(sample) < sample.length - sample.length / 10;
        }
    }

    private static int deflated(byte[] sample) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(sample);
            deflater.finish();
            int length = 0;
            byte[] piece = new byte[SAMPLE];
            while (!deflater.finished()) {
                length += deflater.deflate(piece);
            }
            return length;
        } finally {
            deflater.end();
        }
    }

    /** What is stored as it is has its sum of check before it. */
    private static void store(ZipEntry entry, Path content) throws IOException {
        CRC32 sum = new CRC32();
        long size = 0;
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(content)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                sum.update(piece, 0, read);
                size += read;
            }
        }
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(sum.getValue());
    }

    /** Writes the table of contents, and brings all to the disk. */
    void finish() throws IOException {
        out.close();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
