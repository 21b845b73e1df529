package io.cachetree.testkit;

import io.cachetree.store.Access;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Traffic;
import io.cachetree.tree.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails at an operation chosen beforehand, so that a test can fail at each in turn until nothing fails:
 *
 * <pre>{@code
 * for (int operation = 1; ; operation++) {
 *     FaultyStore store = new FaultyStore(Store.directory(root), new Fault(operation, Fault.How.ONCE, Fault.When.BEFORE));
 *     run(store);                                              // may throw
 *     checkThatARunWithAHealthyStoreGivesTheRightResult();
 *     if (store.operations() < operation) {
 *         return;                                              // this one ran to its end
 *     }
 * }
 * }</pre>
 *
 * <p>Every operation of the store and of its stages counts. Those that may fail in silence do so. What is written to and
 * read from an open stream does not fail. Thread safety: that of the store it stands before.
 */
public final class FaultyStore implements Store {

    private final Store store;
    private final Fault fault;
    private final AtomicInteger operations = new AtomicInteger();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** Puts a fault before a store. */
    public FaultyStore(Store store, Fault fault) {
        this.store = store;
        this.fault = fault;
    }

    /** Returns how many operations were asked for so far. */
    public int operations() {
        return operations.get();
    }

    /** Returns what was asked for since this was asked last, in order: {@code read measure/5f1c02abq7wd.json}. */
    public List<String> asked() {
        synchronized (asked) {
            List<String> all = List.copyOf(asked);
            asked.clear();
            return all;
        }
    }

    private <T> T operate(String name, String path, Supplier<T> operation) {
        int number = operations.incrementAndGet();
        asked.add(name + " " + path);
        if (!fault.hits(number)) {
            return operation.get();
        }
        if (fault.takesEffect(number)) {
            T unused = operation.get();
        }
        if (fault.how() == Fault.How.CRASH) {
            throw new SimulatedCrash(name, path);
        }
        throw new StoreException(name, path, new IOException("fault at operation %d".formatted(number)));
    }

    private void operate(String name, String path, Runnable operation) {
        operate(name, path, () -> {
            operation.run();
            return true;
        });
    }

    private void operateInSilence(String name, String path, Runnable operation) {
        try {
            operate(name, path, operation);
        } catch (StoreException silent) {
            // The contract of the operation says that failing to is no error.
        }
    }

    @Override
    public URI location() {
        return store.location();
    }

    @Override
    public Access access() {
        return store.access();
    }

    @Override
    public void onTransfer(Consumer<Transfer> listener) {
        store.onTransfer(listener);
    }

    @Override
    public Access access(String directory) {
        return store.access(directory);
    }

    @Override
    public Traffic traffic() {
        return store.traffic();
    }

    @Override
    public Optional<byte[]> read(String file) {
        return operate("read", file, () -> store.read(file));
    }

    @Override
    public Optional<InputStream> open(String file) {
        return operate("open", file, () -> store.open(file));
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        return operate("read", file, () -> store.read(file, from, into));
    }

    @Override
    public OptionalLong size(String file) {
        return operate("look at", file, () -> store.size(file));
    }

    @Override
    public List<StoreItem> list(String directory) {
        return operate("list", directory, () -> store.list(directory));
    }

    @Override
    public List<String> names(String directory) {
        return operate("list", directory, () -> store.names(directory));
    }

    @Override
    public void prepare(String directory) {
        operate("write to", directory, () -> store.prepare(directory));
    }

    @Override
    public Optional<Stage> stage(String directory) {
        return operate("create", directory, () -> store.stage(directory)).map(FaultyStage::new);
    }

    @Override
    public boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        Stage plain = stage instanceof FaultyStage faulty ? faulty.stage : stage;
        return operate("publish", file, () -> store.publish(file, content, plain, durability));
    }

    @Override
    public void replace(String file, byte[] content) {
        operate("write", file, () -> store.replace(file, content));
    }

    @Override
    public void delete(String path) {
        operate("delete", path, () -> store.delete(path));
    }

    @Override
    public void deleteFile(String file) {
        operate("delete", file, () -> store.deleteFile(file));
    }

    @Override
    public boolean move(String from, String to) {
        return operate("move", from, () -> store.move(from, to));
    }

    @Override
    public Path local(String directory) {
        return operate("read", directory, () -> store.local(directory));
    }

    @Override
    public Path local(String directory, List<StoredFile> files) throws IOException {
        operate("read", directory, () -> {});
        return store.local(directory, files);
    }

    @Override
    public InputStream open(String directory, StoredFile file) throws IOException {
        operate("read", directory, () -> {});
        return store.open(directory, file);
    }

    @Override
    public void pointAt(String link, String directory) {
        operateInSilence("link", link, () -> store.pointAt(link, directory));
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.toString();
    }

    private final class FaultyStage implements Stage {
        private final Stage stage;

        FaultyStage(Stage stage) {
            this.stage = stage;
        }

        @Override
        public String directory() {
            return stage.directory();
        }

        @Override
        public URI uri() {
            return stage.uri();
        }

        @Override
        public Path path() {
            return stage.path();
        }

        @Override
        public OutputStream create(String name) throws IOException {
            try {
                operate("create", name, () -> {});
            } catch (StoreException e) {
                throw new IOException(e.getMessage(), e);
            }
            return stage.create(name);
        }

        @Override
        public void write(String name, List<ByteBuffer> parts) throws IOException {
            try {
                operate("write", name, () -> {});
            } catch (StoreException e) {
                throw new IOException(e.getMessage(), e);
            }
            stage.write(name, parts);
        }

        @Override
        public Optional<StoredFile> written(String name) {
            return stage.written(name);
        }

        @Override
        public void delete(String name) {
            operate("delete", name, () -> stage.delete(name));
        }

        @Override
        public List<StoredFile> seal(Predicate<String> isOutput) {
            return operate("seal", directory(), () -> stage.seal(isOutput));
        }

        @Override
        public void release() {
            stage.release();
        }

        @Override
        public void discard() {
            operateInSilence("discard", directory(), stage::discard);
        }
    }
}
