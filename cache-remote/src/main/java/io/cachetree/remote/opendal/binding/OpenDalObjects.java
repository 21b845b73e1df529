package io.cachetree.remote.opendal.binding;

import io.cachetree.remote.object.Cloud;
import io.cachetree.remote.object.Failure;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectInfo;
import io.cachetree.remote.object.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.opendal.Entry;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Metadata;
import org.apache.opendal.OpenDALException;
import org.apache.opendal.Operator;
import org.apache.opendal.WriteOptions;

/**
 * Objects in a bucket, by Apache OpenDAL. Every request is made once, and takes as long as it takes.
 *
 * <p>Thread safety: may be used by many threads, but not while or after it is closed.
 */
public final class OpenDalObjects implements ObjectStore {

    private static final WriteOptions IF_ABSENT =
            WriteOptions.builder().ifNotExists(true).build();
    private static final WriteOptions IN_PARTS =
            WriteOptions.builder().chunk(Cloud.PART).concurrent(4).build();

    private final Keys keys;
    private final Operator operator;

    /**
     * Opens a bucket.
     *
     * @param service OpenDAL's name of the kind of storage
     * @param settings its settings
     */
    public OpenDalObjects(String service, Map<String, String> settings) {
        this.keys = Keys.of(service);
        this.operator = asked(() -> Operator.of(service, settings));
    }

    /**
     * An object that is not small is in memory as a whole: the client tells no size with the content, and a part that does not end
     * within the object is an error, so that to know would take a request more for each record.
     */
    @Override
    public Optional<byte[]> get(String key) {
        return ifPresent(() -> operator.read(keys.encode(key)));
    }

    @Override
    public Optional<byte[]> get(String key, long from, int length) {
        return ifPresent(() -> operator.read(keys.encode(key), from, length));
    }

    @Override
    public OptionalLong size(String key) {
        Optional<Metadata> metadata = ifPresent(() -> operator.stat(keys.encode(key)));
        return metadata.filter(Metadata::isFile).stream()
                .mapToLong(Metadata::getContentLength)
                .findFirst();
    }

    @Override
    public void put(String key, byte[] content) {
        done(() -> {
            if (content.length < Cloud.SENT_IN_PARTS) {
                operator.write(keys.encode(key), content);
            } else {
                operator.write(keys.encode(key), content, IN_PARTS);
            }
        });
    }

    /** The condition is ignored where an object is sent in parts, so it is not. */
    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        try {
            done(() -> operator.write(keys.encode(key), content, IF_ABSENT));
            return true;
        } catch (ObjectException e) {
            if (e.failure() == Failure.TAKEN) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<ObjectInfo> list(String directory, Depth depth) {
        String prefix = prefix(directory);
        ListOptions options =
                ListOptions.builder().recursive(depth == Depth.ALL).build();
        return asked(() -> operator.list(prefix, options)).stream()
                .filter(entry -> isBelow(entry, prefix))
                .map(entry -> line(entry, prefix.length()))
                .toList();
    }

    /** Some servers have an object for the directory itself, and OpenDAL shows one where it finds none. */
    private static boolean isBelow(Entry entry, String prefix) {
        String path = entry.getPath();
        return path.length() > prefix.length() && path.startsWith(prefix) && path.charAt(prefix.length()) != '/';
    }

    private ObjectInfo line(Entry entry, int prefix) {
        Metadata metadata = entry.getMetadata();
        String path = entry.getPath();
        Instant modified = metadata.getLastModified();
        return new ObjectInfo(
                keys.decode(path.substring(prefix, path.length() - (metadata.isDir() ? 1 : 0))),
                metadata.isDir(),
                metadata.getContentLength(),
                modified == null ? Instant.EPOCH : modified);
    }

    @Override
    public void delete(String key) {
        done(() -> operator.delete(keys.encode(key)));
    }

    @Override
    public void deleteBelow(String directory) {
        done(() -> operator.removeAll(prefix(directory)));
    }

    private String prefix(String directory) {
        return directory.isEmpty() ? "" : keys.encode(directory) + "/";
    }

    @Override
    public void close() {
        operator.close();
    }

    private static <T> Optional<T> ifPresent(Supplier<T> request) {
        try {
            return Optional.of(asked(request));
        } catch (ObjectException e) {
            if (e.failure() == Failure.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void done(Runnable request) {
        asked(() -> {
            request.run();
            return true;
        });
    }

    /** What the client throws has the URL with its query in it, so it becomes no cause. */
    private static <T> T asked(Supplier<T> request) {
        try {
            return request.get();
        } catch (OpenDALException e) {
            throw new ClientError(e.getCode().name(), String.valueOf(e.getMessage())).exception();
        }
    }
}
