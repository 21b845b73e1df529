package io.cachetree.store;

import io.cachetree.tree.Durability;
import io.cachetree.tree.Traffic;
import io.cachetree.tree.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Store} over another one, which is only read; see {@link Store#layered}.
 *
 * <p>Below is asked only for what is not above, so that nothing more is asked for what is. The files of an attempt are all in one
 * layer, as its name is nobody else's: once one was found below, above is not asked for the others.
 *
 * <p>Publishing does not ask below whether somebody was there first: a result that took hours must not be lost because the storage
 * below is away at its end, and a record above hides the one below.
 */
final class LayeredStore implements Store {

    private final Store above;
    private final Store below;
    private final Set<String> attemptsBelow = Collections.newSetFromMap(Collections.synchronizedMap(new Newest()));

    /** Which ones are known only saves requests, and a process may read millions. */
    private static final class Newest extends LinkedHashMap<String, Boolean> {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final int MOST = 10_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }

    LayeredStore(Store above, Store below) {
        this.above = above;
        this.below = below;
    }

    @Override
    public URI location() {
        return above.location();
    }

    @Override
    public Access access() {
        return above.access() == Access.IN_PLACE ? below.access() : Access.TRANSFERRED;
    }

    @Override
    public void onTransfer(Consumer<Transfer> listener) {
        above.onTransfer(listener);
        below.onTransfer(listener);
    }

    @Override
    public Access access(String directory) {
        return layer(directory).access(directory);
    }

    /** Returns the layer that has a directory, as far as that can be told on this machine; above, if neither is known to have it. */
    private Store layer(String directory) {
        if (attemptsBelow.contains(directory)) {
            return below;
        }
        if (above.access(directory) == Access.IN_PLACE) {
            return hasHere(above, directory) ? above : below;
        }
        return below.access(directory) == Access.IN_PLACE && hasHere(below, directory) ? below : above;
    }

    private static boolean hasHere(Store layer, String directory) {
        return Files.isDirectory(layer.local(directory));
    }

    @Override
    public Traffic traffic() {
        return above.traffic().plus(below.traffic());
    }

    @Override
    public Optional<byte[]> read(String file) {
        return found(file, store -> store.read(file), Optional::isPresent);
    }

    @Override
    public Optional<InputStream> open(String file) {
        return found(file, store -> store.open(file), Optional::isPresent);
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        return found(file, store -> store.read(file, from, into), OptionalInt::isPresent);
    }

    @Override
    public OptionalLong size(String file) {
        return found(file, store -> store.size(file), OptionalLong::isPresent);
    }

    /** Asks above, and below for what is not there; what is known to be below is not looked for above. */
    private <T> T found(String file, Function<Store, T> question, Predicate<T> isFound) {
        PathInTree path = PathInTree.of(file);
        if (path.isMark()) {
            return question.apply(above);
        }
        boolean isKnown = path.attempt().filter(attemptsBelow::contains).isPresent();
        if (!isKnown) {
            T answer = question.apply(above);
            if (isFound.test(answer)) {
                return answer;
            }
        }
        T answer = question.apply(below);
        if (!isKnown && isFound.test(answer)) {
            path.attempt().ifPresent(attemptsBelow::add);
        }
        return answer;
    }

    @Override
    public List<StoreItem> list(String directory) {
        return union(directory, store -> store.list(directory), StoreItem::name);
    }

    @Override
    public List<String> names(String directory) {
        return union(directory, store -> store.names(directory), Function.identity());
    }

    private <T> List<T> union(String directory, Function<Store, List<T>> listing, Function<T, String> name) {
        List<T> upper = listing.apply(above);
        if (PathInTree.of(directory).isMark()) {
            return upper;
        }
        Map<String, T> items = new LinkedHashMap<>();
        upper.forEach(item -> items.put(name.apply(item), item));
        for (T item : listing.apply(below)) {
            if (!isMark(directory, name.apply(item))) {
                items.putIfAbsent(name.apply(item), item);
            }
        }
        return new ArrayList<>(items.values());
    }

    private static boolean isMark(String directory, String name) {
        return name.startsWith(".")
                && PathInTree.of(directory.isEmpty() ? name : directory + "/" + name)
                        .isMark();
    }

    @Override
    public void prepare(String directory) {
        above.prepare(directory);
    }

    /** Where the names of attempts are short, one below may have the same. */
    @Override
    public Optional<Stage> stage(String directory) {
        boolean isTaken =
                below.access() == Access.IN_PLACE && !below.names(directory).isEmpty();
        return isTaken ? Optional.empty() : above.stage(directory);
    }

    @Override
    public boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        return above.publish(file, content, stage, durability);
    }

    @Override
    public void replace(String file, byte[] content) {
        above.replace(file, content);
    }

    @Override
    public void replace(String file, byte[] content, Durability durability) {
        above.replace(file, content, durability);
    }

    @Override
    public void deleteFile(String file) {
        above.deleteFile(file);
    }

    @Override
    public void delete(String path) {
        above.delete(path);
    }

    @Override
    public boolean move(String from, String to) {
        return above.move(from, to);
    }

    @Override
    public Path local(String directory) {
        Store layer = layer(directory);
        return isOnlyAGuess(layer, directory) && layer.names(directory).isEmpty()
                ? below.local(directory)
                : layer.local(directory);
    }

    private boolean isOnlyAGuess(Store layer, String directory) {
        return layer.equals(above) && above.access(directory) == Access.TRANSFERRED;
    }

    @Override
    public Path local(String directory, List<StoredFile> files) throws IOException {
        return fromItsLayer(directory, layer -> layer.local(directory, files));
    }

    @Override
    public InputStream open(String directory, StoredFile file) throws IOException {
        return fromItsLayer(directory, layer -> layer.open(directory, file));
    }

    /** What is asked of the layer that has a directory. */
    private interface Reading<T> {
        T of(Store layer) throws IOException;
    }

    /** To ask above whether it has the directory would be one more request; it says so by itself when it has none of the files. */
    private <T> T fromItsLayer(String directory, Reading<T> reading) throws IOException {
        Store layer = layer(directory);
        try {
            return reading.of(layer);
        } catch (IOException missing) {
            if (isOnlyAGuess(layer, directory) && above.names(directory).isEmpty()) {
                return reading.of(below);
            }
            throw missing;
        }
    }

    /** A link leads only to what stands beside it. */
    @Override
    public void pointAt(String link, String directory) {
        String target = beside(link, directory);
        if (layer(target).equals(above) && above.access(target) == Access.IN_PLACE) {
            above.pointAt(link, directory);
        }
    }

    private static String beside(String path, String name) {
        return path.substring(0, path.lastIndexOf('/') + 1) + name;
    }

    @Override
    public void close() {
        try {
            above.close();
        } finally {
            below.close();
        }
    }

    @Override
    public String toString() {
        return above.toString();
    }
}
