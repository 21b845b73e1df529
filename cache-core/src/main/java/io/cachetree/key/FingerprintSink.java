package io.cachetree.key;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a value consists of, piece by piece, into its fingerprint.
 *
 * <ul>
 *   <li>Pieces are typed and know their length: {@code put(1)} differs from {@code put(1L)}, and "a", "b" from "ab".
 *   <li>All NaN are the same; -0.0 and 0.0 are not.
 *   <li>Arrays are read where they stand, at the speed of memory, and not kept.
 * </ul>
 *
 * <p>Thread safety: none; a sink is for the thread and the call it was given to.
 */
public interface FingerprintSink {

    /** Adds a boolean. */
    void put(boolean value);

    /** Adds a byte. */
    void put(byte value);

    /** Adds a short. */
    void put(short value);

    /** Adds a char. */
    void put(char value);

    /** Adds an int. */
    void put(int value);

    /** Adds a long. */
    void put(long value);

    /** Adds a float. */
    void put(float value);

    /** Adds a double. */
    void put(double value);

    /** Adds a string. */
    void put(String value);

    /** Adds an array. */
    void put(boolean[] values);

    /** Adds an array. */
    void put(byte[] values);

    /** Adds an array. */
    void put(short[] values);

    /** Adds an array. */
    void put(char[] values);

    /** Adds an array. */
    void put(int[] values);

    /** Adds an array. */
    void put(long[] values);

    /** Adds an array. */
    void put(float[] values);

    /** Adds an array. */
    void put(double[] values);

    /**
     * Says that a value of about so many bytes is read for what is put next, where that is far less: a digest of it. Nothing
     * is added. So {@link Fingerprints#again} need not read a large value a second time.
     */
    void reads(long bytes);

    /**
     * Adds a value of any type by the rules of {@link Fingerprints}.
     *
     * @throws UnkeyableValueException if no rule applies
     */
    void value(@Nullable Object nested);

    /**
     * Adds a name and then a value; errors inside the value say where it is by this name.
     *
     * @throws UnkeyableValueException if no rule applies to the value
     */
    void named(String name, @Nullable Object nested);

    /**
     * Adds values whose order does not count, such as those of a set; how often each occurs does.
     *
     * @throws UnkeyableValueException if no rule applies to one of them
     */
    void unordered(Collection<?> values);
}
