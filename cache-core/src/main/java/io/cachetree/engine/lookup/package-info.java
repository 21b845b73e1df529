/**
 * Looks for the committed result that answers a call, and tells why there is none. No API: it changes without notice.
 *
 * <p>{@code Searching} asks for the entry under the key, and {@code EarlierCode} for those that other code computed;
 * {@code EntryValues} decides whether an entry can be used, with {@code CodeCheck} for its code, and reads its value;
 * {@code Precedents} knows the newest entries of each node, to say what a call differs in from them.
 *
 * <p>Depends on {@code engine.call} and {@code engine.files}, {@code store} and {@code entry}. Nothing is written here, but
 * for the marks of entries that are found, and the removal of leftovers.
 */
@NullMarked
package io.cachetree.engine.lookup;

import org.jspecify.annotations.NullMarked;
