package io.cachetree.engine.recheck;

import io.cachetree.codec.Codec;
import io.cachetree.codec.internal.ByteDifference;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.files.Attempt;
import io.cachetree.engine.files.EntrySource;
import io.cachetree.engine.files.StageSource;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a recheck in its attempt, and how it differs from the committed one: first by the codec, which knows the
 * values, then by the files that the step wrote itself.
 */
final class Recomputed implements Codec.Source {

    private final KeyedCall call;
    private final Attempt attempt;
    private final StageSource written;

    Recomputed(KeyedCall call, Attempt attempt) {
        this.call = call;
        this.attempt = attempt;
        this.written = new StageSource(attempt);
    }

    /** Returns the first difference, or nothing; what cannot be written is one. */
    @SuppressWarnings("NullAway") // It does not see the nullness of type arguments when it runs on 17.
    Optional<String> difference(@Nullable Object value, Store store, EntryRecord record) throws IOException {
        List<StoredFile> own = attempt.seal();
        Codec<@Nullable Object> codec = call.codec().reader(record.codec()).orElse(call.codec());
        try {
            codec.encode(value, attempt);
        } catch (InvalidStepException | FileAlreadyExistsException e) {
            return Optional.of("its result cannot be written: " + e.getMessage());
        }
        EntrySource before = new EntrySource(store, call.invocation().node(), record);
        Optional<String> ofResult = codec.firstDifference(before, this);
        return ofResult.isPresent() ? ofResult : ofFiles(before, ownBefore(before, own), byName(own));
    }

    /** What is not the codec's now was not the codec's then. */
    private SortedMap<String, StoredFile> ownBefore(EntrySource before, List<StoredFile> own) throws IOException {
        Collection<String> ofCodec = new TreeSet<>(files());
        own.forEach(file -> ofCodec.remove(file.name()));
        SortedMap<String, StoredFile> files = byName(before.outputs());
        files.keySet().removeAll(ofCodec);
        return files;
    }

    private static SortedMap<String, StoredFile> byName(List<StoredFile> files) {
        return files.stream()
                .collect(Collectors.toMap(StoredFile::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    private Optional<String> ofFiles(EntrySource source, Map<String, StoredFile> before, Map<String, StoredFile> now)
            throws IOException {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            Optional<String> difference = ofFile(source, name, before.get(name), now.get(name));
            if (difference.isPresent()) {
                return difference.map(where -> name + ", " + where);
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofFile(
            EntrySource source, String name, @Nullable StoredFile before, @Nullable StoredFile now) throws IOException {
        if (before == null) {
            return Optional.of("it was not there before");
        }
        if (now == null) {
            return Optional.of("it is missing now");
        }
        return before.equals(now) ? Optional.empty() : ofContent(source, name);
    }

    private Optional<String> ofContent(EntrySource source, String name) throws IOException {
        try (InputStream before = source.open(name);
                InputStream now = open(name)) {
            return ByteDifference.between(before, now);
        }
    }

    @Override
    public byte[] json() throws IOException {
        return written.json();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return written.open(name);
    }

    @Override
    public int read(String name, long from, ByteBuffer into) throws IOException {
        return written.read(name, from, into);
    }

    @Override
    public long size(String name) throws IOException {
        return written.size(name);
    }

    @Override
    public boolean isInPlace() {
        return written.isInPlace();
    }

    @Override
    public Path directory() {
        return written.directory();
    }

    @Override
    public Collection<String> files() {
        return written.files();
    }
}
