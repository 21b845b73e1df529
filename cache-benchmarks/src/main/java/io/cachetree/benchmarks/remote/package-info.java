/**
 * Measures trees in a bucket of S3, beside bare calls of the same client to the same server on this machine.
 *
 * <p>Depends on {@code io.cachetree.benchmarks}, which runs it, on the server of the tests of {@code cache-remote}, and on the client.
 */
@NullMarked
package io.cachetree.benchmarks.remote;

import org.jspecify.annotations.NullMarked;
