/**
 * Objects under keys, as clouds store them: what CacheTree asks of them, how long it waits, what it asks again, and what went
 * wrong.
 *
 * <dl>
 *   <dt>{@link io.cachetree.remote.object.ObjectStore}
 *   <dd>get, put, put if absent, list, delete.
 *   <dt>{@link io.cachetree.remote.object.ReliableObjects}
 *   <dd>the same with deadlines, retries and counts, over one that has none.
 *   <dt>{@link io.cachetree.remote.object.ObjectException}
 *   <dd>a request failed; its {@link io.cachetree.remote.object.Failure} says in which way.
 * </dl>
 *
 * <p>Depends on {@code tree} for the counts only: neither on the client that makes the requests, nor on trees.
 */
@NullMarked
package io.cachetree.remote.object;

import org.jspecify.annotations.NullMarked;
