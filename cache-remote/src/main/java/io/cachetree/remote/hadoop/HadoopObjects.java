package io.cachetree.remote.hadoop;

import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectInfo;
import io.cachetree.remote.object.ObjectStore;
import io.cachetree.store.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files of HDFS as objects.
 *
 * <p>A file is written under a temporary name beside its own, and then renamed: this is the one operation of HDFS that is atomic and
 * fails if the name is taken; a file that is created exclusively would be seen empty until it is closed. Blocks are on the disks
 * of the data nodes when a file is closed.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class HadoopObjects implements ObjectStore {

    private static final EnumSet<CreateFlag> NEW_AND_SYNCHRONOUS = EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK);

    private final FileContext files;
    private final Path root;

    /**
     * Opens a file system; nothing is asked of it yet.
     *
     * @param fileSystem its URL, such as {@code hdfs://namenode:8020}
     * @throws ObjectException if it is not one that the configuration of Hadoop knows
     */
    public HadoopObjects(URI fileSystem) {
        this.files = Answers.to(() -> FileContext.getFileContext(fileSystem, Settings.configuration()));
        this.root = new Path(fileSystem.getScheme(), fileSystem.getAuthority(), "/");
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Answers.ifPresent(() -> {
            try (FSDataInputStream in = files.open(path(key))) {
                return in.readNBytes(Store.LARGEST_READ + 1);
            }
        });
    }

    @Override
    public Optional<byte[]> get(String key, long from, int length) {
        return Answers.ifPresent(() -> {
            byte[] part = new byte[length];
            try (FSDataInputStream in = files.open(path(key))) {
                in.readFully(from, part);
            }
            return part;
        });
    }

    @Override
    public OptionalLong size(String key) {
        return Answers.ifPresent(() -> files.getFileStatus(path(key))).stream()
                .filter(FileStatus::isFile)
                .mapToLong(FileStatus::getLen)
                .findFirst();
    }

    @Override
    public void put(String key, byte[] content) {
        rename(key, content, Rename.OVERWRITE);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        try {
            rename(key, content, Rename.NONE);
            return true;
        } catch (ObjectException e) {
            if (e.failure() == Failure.TAKEN) {
                return false;
            }
            throw e;
        }
    }

    private void rename(String key, byte[] content, Rename how) {
        Path target = path(key);
        Path temporary = new Path(target.getParent(), Names.temporary(UUID.randomUUID()));
        try {
            Answers.to(() -> {
                write(temporary, content);
                files.rename(temporary, target, how);
                return true;
            });
        } catch (ObjectException e) {
            remove(temporary, e);
            throw e;
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(file, NEW_AND_SYNCHRONOUS, CreateOpts.createParent())) {
            out.write(content);
        }
    }

    private void remove(Path temporary, ObjectException because) {
        try {
            Answers.to(() -> files.delete(temporary, false));
        } catch (ObjectException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public List<ObjectInfo> list(String directory, Depth depth) {
        Path path = path(directory);
        return Answers.ifPresent(() -> lines(path, depth)).orElse(List.of());
    }

    private List<ObjectInfo> lines(Path directory, Depth depth) throws IOException {
        List<ObjectInfo> lines = new ArrayList<>();
        if (!files.getFileStatus(directory).isDirectory()) {
            return lines;
        }
        RemoteIterator<? extends FileStatus> found =
                depth == Depth.ALL ? files.util().listFiles(directory, true) : files.listStatus(directory);
        while (found.hasNext()) {
            FileStatus each = found.next();
            if (!Names.isTemporary(each.getPath().getName())) {
                lines.add(line(directory, each));
            } else if (Names.isLeft(each)) {
                files.delete(each.getPath(), false);
            }
        }
        return lines;
    }

    /** The time of a directory says nothing of what is written further down. */
    private static ObjectInfo line(Path directory, FileStatus status) {
        String base = directory.toUri().getPath();
        String name = status.getPath().toUri().getPath().substring(base.length());
        return new ObjectInfo(
                Names.decode(name.startsWith("/") ? name.substring(1) : name),
                status.isDirectory(),
                status.getLen(),
                status.isDirectory() ? Instant.EPOCH : Instant.ofEpochMilli(status.getModificationTime()));
    }

    @Override
    public void delete(String key) {
        Path file = path(key);
        Answers.ifPresent(() -> files.getFileStatus(file).isFile() && files.delete(file, false));
    }

    @Override
    public void deleteBelow(String directory) {
        Path path = path(directory);
        Answers.ifPresent(() -> files.getFileStatus(path).isDirectory() && files.delete(path, true));
    }

    private Path path(String key) {
        return key.isEmpty() ? root : new Path(root, Names.encode(key));
    }

    /** The connections of Hadoop belong to the process. */
    @Override
    public void close() {}
}
