package io.cachetree.engine.lookup;

import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.MissReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a hit holds.
 *
 * @param value the value
 * @param record the record of the entry
 * @param despite what changed in the code since, where the policy says to use it all the same
 */
public record Found(@Nullable Object value, EntryRecord record, Optional<MissReason> despite) {}
