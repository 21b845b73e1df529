package io.cachetree.maintenance.copying;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings the files of one entry to another store, and compares each with its digest on the way.
 *
 * @param from the store that has them
 * @param node the node of the entry
 * @param arrival where they go
 * @param left directories of killed copies of the same entry
 * @param reused is told of the bytes of each file that one of these had brought
 */
record CopiedFiles(Store from, NodePath node, Arrival arrival, List<String> left, LongConsumer reused) {

    /** Up to this size a file is held in memory, so that nothing of it is written where it is damaged. */
    private static final int WHOLE = 8 << 20;

    private static final int PIECE = 256 * 1024;

    /** The first thing that is wrong with a file. */
    record Damage(String file, String why) {}

    /** Brings a file; nothing, if it is whole. */
    Optional<Damage> bring(EntryRecord record, StoredFile file) {
        if (arrival.takeOver(file, left)) {
            reused.accept(file.size());
            return Optional.empty();
        }
        String name = record.attempt() + "/" + file.name();
        try (InputStream in = opened(node.resolve(name))) {
            boolean isWhole = file.size() <= WHOLE ? atOnce(in, file) : pieceByPiece(in, file);
            return isWhole ? Optional.empty() : Optional.of(new Damage(name, "its content changed"));
        } catch (Absent e) {
            return Optional.of(new Damage(name, "it is missing"));
        } catch (IOException e) {
            return Optional.of(new Damage(name, "it cannot be read: " + e.getMessage()));
        } catch (StoreException e) {
            if (e.getCause() instanceof AccessDeniedException) {
                return Optional.of(new Damage(name, "it cannot be read: permission denied"));
            }
            throw e;
        }
    }

    private static final class Absent extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private InputStream opened(String path) throws Absent {
        return from.open(path).orElseThrow(Absent::new);
    }

    private boolean atOnce(InputStream in, StoredFile file) throws IOException {
        byte[] content = in.readNBytes((int) file.size() + 1);
        boolean isWhole = content.length == file.size() && Digest.of(content).equals(file.digest());
        if (isWhole) {
            arrival.write(file, content);
        }
        return isWhole;
    }

    private boolean pieceByPiece(InputStream in, StoredFile file) throws IOException {
        Digest.Hasher hasher = Digest.hasher();
        byte[] piece = new byte[PIECE];
        long size = 0;
        try (OutputStream out = new Writing(arrival, file.name(), arrival.create(file.name()))) {
            for (int read = in.read(piece); read >= 0 && size <= file.size(); read = in.read(piece)) {
                hasher.put(piece, 0, read);
                out.write(piece, 0, read);
                size += read;
            }
        }
        return size == file.size() && hasher.digest().equals(file.digest());
    }

    /** Not to be able to write is no damage of what is read. */
    private static final class Writing extends OutputStream {
        private final Arrival arrival;
        private final String name;
        private final OutputStream out;

        Writing(Arrival arrival, String name, OutputStream out) {
            this.arrival = arrival;
            this.name = name;
            this.out = out;
        }

        @Override
        public void write(int each) {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw arrival.notWritten(name, e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw arrival.notWritten(name, e);
            }
        }
    }

    /** Brings what the step logged, which nobody vouches for; an entry is as good without. */
    void bringLog(EntryRecord record) {
        boolean isOutput =
                record.outputs().stream().anyMatch(file -> file.name().equals(EntryNames.LOG));
        if (isOutput) {
            return;
        }
        try (InputStream in = opened(node.resolve(record.attempt() + "/" + EntryNames.LOG));
                OutputStream out = new Writing(arrival, EntryNames.LOG, arrival.create(EntryNames.LOG))) {
            in.transferTo(out);
        } catch (IOException none) {
            arrival.stage().delete(EntryNames.LOG);
        }
    }
}
