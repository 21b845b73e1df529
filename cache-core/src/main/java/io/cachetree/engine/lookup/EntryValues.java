package io.cachetree.engine.lookup;

import io.cachetree.codec.Codec;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.files.EntrySource;
import io.cachetree.entry.EntryMarks;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.Verifier;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheTreeException;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a committed entry can be used for a call, and reads its value. */
public final class EntryValues {

    private final Store store;
    private final Verifier verifier;
    private final EntryMarks marks;
    private final CodeCheck code;

    /** Creates what reads the entries of one store. */
    public EntryValues(Store store, Verifier verifier, Precedents precedents) {
        this.code = new CodeCheck(precedents);
        this.store = store;
        this.verifier = verifier;
        this.marks = new EntryMarks(store);
    }

    /** Returns the value of an entry, or why it cannot be used. */
    public Lookup<Found> read(KeyedCall call, EntryRecord record) {
        CodeCheck.Changes changes = code.changes(call, record);
        if (changes.objection().isPresent()) {
            return new Lookup.Miss<>(changes.objection().get());
        }
        return reader(call, record)
                .map(codec -> read(call, record, codec, changes.warning()))
                .orElseGet(() -> new Lookup.Miss<>(otherCodec(call, record)));
    }

    @SuppressWarnings("NullAway") // It does not see the nullness of type arguments when it runs on 17.
    private static Optional<Codec<@Nullable Object>> reader(KeyedCall call, EntryRecord record) {
        return call.codec().reader(record.codec());
    }

    private static MissReason otherCodec(KeyedCall call, EntryRecord record) {
        return new MissReason.RecordDamaged("its result was written by codec \"%s\", and is now read by \"%s\""
                .formatted(record.codec(), call.codec().id()));
    }

    private Lookup<Found> read(
            KeyedCall call, EntryRecord record, Codec<@Nullable Object> codec, Optional<MissReason> despite) {
        NodePath node = call.invocation().node();
        Optional<MissReason> objection =
                verifier.objection(node, record, call.scope().settings().verification(), codec::readsLater);
        return objection.isPresent() ? new Lookup.Miss<>(objection.get()) : decode(node, record, codec, despite);
    }

    private Lookup<Found> decode(
            NodePath node, EntryRecord record, Codec<@Nullable Object> codec, Optional<MissReason> despite) {
        try {
            Object value = codec.decode(new EntrySource(store, node, record));
            marks.point(node, record);
            return new Lookup.Hit<>(new Found(value, record, despite));
        } catch (CacheTreeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return new Lookup.Miss<>(new MissReason.RecordDamaged(
                    "its result cannot be read by codec \"%s\": %s".formatted(record.codec(), e.getMessage())));
        }
    }
}
