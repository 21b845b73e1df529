/**
 * What stands in a node: the record whose existence is the commit, and how the record that answers a key is found.
 *
 * <dl>
 *   <dt>{@link io.cachetree.entry.EntryRecord}
 *   <dd>the record of a committed entry, as a value.
 *   <dt>{@link io.cachetree.entry.RecordContent}
 *   <dd>what a file that is named like a record turned out to hold.
 *   <dt>{@link io.cachetree.entry.Entries}
 *   <dd>finds, publishes and supersedes records in a store.
 *   <dt>{@link io.cachetree.entry.Claim}, {@link io.cachetree.entry.FailureMark}, {@link io.cachetree.entry.UseMark}
 *   <dd>what processes write for each other, and for those who look at a tree: who computes, who failed, who has it open.
 *   <dt>{@link io.cachetree.entry.TreeMarker}
 *   <dd>the file that makes a directory the root of a tree.
 * </dl>
 *
 * <p>Depends on {@code tree}, {@code key} and {@code store}.
 */
@NullMarked
package io.cachetree.entry;

import org.jspecify.annotations.NullMarked;
