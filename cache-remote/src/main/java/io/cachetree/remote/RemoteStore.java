package io.cachetree.remote;

import io.cachetree.remote.machine.LocalCopies;
import io.cachetree.remote.machine.ScratchSpace;
import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.Meter;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectInfo;
import io.cachetree.remote.object.ObjectStore;
import io.cachetree.remote.object.ObjectStore.Depth;
import io.cachetree.store.Access;
import io.cachetree.store.ScratchStage;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.store.StorePath;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Traffic;
import io.cachetree.tree.Transfer;
import io.cachetree.tree.Transfer.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Store} on a cloud.
 *
 * <ul>
 *   <li>A record is created by one conditional request, whose outcome is read back when it is not certain. Everything else only
 *       saves work.
 *   <li>Nobody else knows that a stage exists before it is published: that stages do not share a directory rests on their names, which are
 *       drawn from 80 random bits.
 *   <li>Files wait in scratch space until they are published, and those of entries that are read come into local copies.
 * </ul>
 *
 * <p>Thread safety: as a store.
 */
final class RemoteStore implements Store {

    private final RemoteUrl url;
    private final Explanations explanations;
    private final ObjectStore objects;
    private final Meter meter;
    private final Transfers transfers;
    private final ScratchSpace scratch;
    private final LocalFiles local;
    private final Map<String, RemoteDirectory> stages = new ConcurrentHashMap<>();

    RemoteStore(
            RemoteUrl url,
            Explanations explanations,
            ObjectStore objects,
            Meter meter,
            Transfers transfers,
            ScratchSpace scratch,
            LocalCopies copies) {
        this.url = url;
        this.explanations = explanations;
        this.objects = objects;
        this.meter = meter;
        this.transfers = transfers;
        this.scratch = scratch;
        this.local = new LocalFiles(this, objects, transfers, scratch, copies);
    }

    @Override
    public URI location() {
        return url.location();
    }

    /** Returns the address of a path of the store, as the cloud's own tools have it. */
    URI address(String path) {
        return url.address(path);
    }

    @Override
    public Access access() {
        return Access.TRANSFERRED;
    }

    @Override
    public Traffic traffic() {
        return meter.traffic();
    }

    @Override
    public void onTransfer(Consumer<Transfer> listener) {
        transfers.onTransfer(listener);
    }

    @Override
    public Optional<byte[]> read(String file) {
        Optional<byte[]> content = ask("read", file, () -> objects.get(key(required(file))));
        if (content.filter(bytes -> bytes.length > LARGEST_READ).isPresent()) {
            throw new StoreException(
                    "read", file, new IOException("it is larger than %d bytes".formatted(LARGEST_READ)));
        }
        return content;
    }

    @Override
    public Optional<InputStream> open(String file) {
        OptionalLong size = size(file);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new RangeStream((from, length) -> part(file, from, length), size.getAsLong()));
    }

    /** Returns a part of a file that is within it, as far as is known. */
    byte[] part(String file, long from, int length) {
        return ask("read", file, () -> objects.get(key(file), from, length))
                .orElseThrow(() ->
                        new StoreException("read", url + "/" + file, new IOException("it was deleted meanwhile")));
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        int length = into.remaining();
        if (length == 0) {
            return size(file).isPresent() ? OptionalInt.of(0) : OptionalInt.empty();
        }
        try {
            return put(objects.get(key(required(file)), from, length), into);
        } catch (ObjectException e) {
            if (e.failure() != Failure.RANGE) {
                throw explanations.exception("read", file, e);
            }
            return readUpToTheEnd(file, from, into);
        }
    }

    /** A server answers a part that is not wholly within the file in one of several ways, none of which says where the file ends. */
    private OptionalInt readUpToTheEnd(String file, long from, ByteBuffer into) {
        OptionalLong size = size(file);
        if (size.isEmpty()) {
            return OptionalInt.empty();
        }
        int length = (int) Math.max(0, Math.min(into.remaining(), size.getAsLong() - from));
        return length == 0 ? OptionalInt.of(0) : put(Optional.of(part(file, from, length)), into);
    }

    private static OptionalInt put(Optional<byte[]> content, ByteBuffer into) {
        content.ifPresent(into::put);
        return content.stream().mapToInt(bytes -> bytes.length).findFirst();
    }

    @Override
    public OptionalLong size(String file) {
        return ask("look at", file, () -> objects.size(key(required(file))));
    }

    @Override
    public List<StoreItem> list(String directory) {
        String key = directoryKey(directory);
        return ask("list", directory, () -> objects.list(key, Depth.ONE_LEVEL)).stream()
                .map(RemoteStore::item)
                .toList();
    }

    private static StoreItem item(ObjectInfo line) {
        return new StoreItem(
                line.name(), line.isDirectory() ? StoreItem.Kind.DIRECTORY : StoreItem.Kind.FILE, line.modified());
    }

    /** Nothing has to be made, and whether it may be written is told by the first that is. */
    @Override
    public void prepare(String directory) {
        directoryKey(directory);
    }

    @Override
    public Optional<Stage> stage(String directory) {
        RemoteDirectory remote = new RemoteDirectory(this, objects, required(directory));
        return stages.putIfAbsent(directory, remote) == null
                ? Optional.of(ScratchStage.of(directory, scratch.directory(directory), remote))
                : Optional.empty();
    }

    @Override
    public boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        String key = key(required(file));
        if (stage != null) {
            upload((ScratchStage) stage);
        }
        try {
            boolean created = objects.putIfAbsent(key, content);
            if (created && stage != null) {
                directory(stage).published();
            }
            return created;
        } catch (ObjectException e) {
            if (stage != null && e.failure().isUnknown()) {
                directory(stage).mayBePublished();
            }
            throw explanations.exception("write", file, e);
        }
    }

    private void upload(ScratchStage stage) {
        try {
            transfers.move(
                    Direction.TO_STORAGE, stage.directory(), directory(stage).missing(stage.path(), stage.waiting()));
            local.published(stage.directory(), stage.path());
        } catch (ObjectException e) {
            throw explanations.exception("write", stage.directory(), e);
        } catch (IOException e) {
            throw new StoreException("read", stage.path(), e);
        }
    }

    private RemoteDirectory directory(Stage stage) {
        return stages.computeIfAbsent(stage.directory(), name -> new RemoteDirectory(this, objects, name));
    }

    /** Says that nobody writes to a stage any more, as its files were published. */
    void released(String directory, Runnable deletion) {
        stages.remove(directory);
        local.release(directory, deletion);
    }

    /** Says that nobody writes to a stage any more, as it was given up. */
    void discarded(String directory) {
        stages.remove(directory);
        local.deleted(directory);
    }

    /** Refuses a file that the client cannot take, before anything is uploaded. */
    void requireFits(String file, long size) {
        if (size > Integer.MAX_VALUE - 8) {
            throw new StoreException(
                    "write",
                    url + "/" + file,
                    "it has %d bytes, and a file on a cloud can have at most 2 GiB here".formatted(size),
                    "Write it in parts: as OME-Zarr, or as several files.",
                    null);
        }
    }

    @Override
    public void replace(String file, byte[] content) {
        String key = key(required(file));
        ask("write", file, () -> {
            objects.put(key, content);
            return true;
        });
    }

    @Override
    public void deleteFile(String file) {
        String key = key(required(file));
        ask("delete", file, () -> {
            objects.delete(key);
            return true;
        });
    }

    @Override
    public void delete(String path) {
        String key = key(required(path));
        ask("delete", path, () -> {
            objects.delete(key);
            objects.deleteBelow(key);
            return true;
        });
        stages.keySet().removeIf(stage -> stage.equals(path) || stage.startsWith(path + "/"));
        local.deleted(path);
    }

    @Override
    public Path local(String directory) {
        return local.all(required(directory));
    }

    @Override
    public Path local(String directory, List<StoredFile> files) throws IOException {
        return local.verified(required(directory), files);
    }

    @Override
    public InputStream open(String directory, StoredFile file) throws IOException {
        return local.opened(required(directory), file);
    }

    @Override
    public void close() {
        transfers.close();
        local.close();
        scratch.close();
        objects.close();
    }

    /** Asks the cloud, and says in the words of the tree what goes wrong. */
    <T> T ask(String operation, String path, Supplier<T> request) {
        try {
            return request.get();
        } catch (ObjectException e) {
            throw explained(operation, path, e);
        }
    }

    StoreException explained(String operation, String path, ObjectException e) {
        return explanations.exception(operation, path, e);
    }

    String required(String path) {
        return StorePath.require(path);
    }

    /** Returns the key of a path that is one. */
    String key(String path) {
        return url.path().isEmpty() ? path : url.path() + "/" + path;
    }

    private String directoryKey(String directory) {
        return directory.isEmpty() ? url.path() : key(required(directory));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
