/**
 * Finds where two stored forms of a result differ first, for the codecs and for the engine; no API.
 *
 * <p>Depends on Jackson's streams.
 */
@NullMarked
package io.cachetree.codec.internal;

import org.jspecify.annotations.NullMarked;
