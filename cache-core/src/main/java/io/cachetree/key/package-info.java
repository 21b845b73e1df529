/**
 * From the inputs and the code of a step to the {@link io.cachetree.key.CacheKey} that decides whether a stored result
 * answers a call.
 *
 * <p>What enters a key, in this order:
 *
 * <ol>
 *   <li>a byte for the format of keys, so that a later format shares no key with this one;
 *   <li>the {@link io.cachetree.key.StepId}: declaring class, method, descriptor;
 *   <li>the {@link io.cachetree.key.CodeDigest}: the author's version, or else what {@link
 *       io.cachetree.key.CodeIdentity} finds;
 *   <li>of each input, a {@link io.cachetree.key.KeyPart}: whether it is a parameter or a field, its name, and its {@link
 *       io.cachetree.key.Fingerprint}.
 * </ol>
 *
 * <p>Fingerprints are taken by {@link io.cachetree.key.Fingerprints}; a {@link io.cachetree.key.Fingerprinter} adds a type
 * to those it knows. Inside, {@code Rules} finds the rule for a class, {@code Encoder} walks through the value by the
 * rules, and {@code internal.Encoding} writes the bytes that are hashed.
 *
 * <p>Everything that is written here is hashed or shown, and nothing is ever read back: no class is named by data.
 */
@NullMarked
package io.cachetree.key;

import org.jspecify.annotations.NullMarked;
