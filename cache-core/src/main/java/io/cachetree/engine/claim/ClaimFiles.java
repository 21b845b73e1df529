package io.cachetree.engine.claim;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.EntryNames;
import io.cachetree.store.Store;
import io.cachetree.tree.Durability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files of the claims to one key. */
record ClaimFiles(Store store, KeyedCall call) {

    /** Nobody gets that far but by garbage. */
    private static final int LAST_EPOCH = 1_000;

    /** Returns whether the file is ours. */
    boolean create(int epoch, byte[] content) {
        return store.publish(file(epoch), content, null, Durability.PROCESS);
    }

    /** Returns the claims that stand there one after the other, up to the first number that is free. */
    List<Standing> standing() {
        List<Standing> standing = new ArrayList<>();
        Optional<Standing> next = read(1);
        while (next.isPresent() && standing.size() < LAST_EPOCH) {
            standing.add(next.get());
            next = read(standing.size() + 1);
        }
        return standing;
    }

    Optional<Standing> read(int epoch) {
        return store.read(file(epoch)).map(content -> Standing.of(epoch, content));
    }

    boolean isThere(Standing standing) {
        return read(standing.epoch()).filter(standing::is).isPresent();
    }

    void delete(int epoch) {
        store.deleteFile(file(epoch));
    }

    /** Deletes a claim, unless somebody else's stands in its place. */
    void deleteIf(int epoch, byte[] content) {
        if (read(epoch).filter(found -> Arrays.equals(found.content(), content)).isPresent()) {
            delete(epoch);
        }
    }

    private String file(int epoch) {
        return call.invocation()
                .node()
                .resolve(EntryNames.claim(call.invocation().key(), epoch));
    }
}
