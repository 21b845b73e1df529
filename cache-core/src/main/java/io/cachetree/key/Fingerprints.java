package io.cachetree.key;

import io.cachetree.key.internal.Encoding;
import io.cachetree.key.internal.FileContents;
import io.cachetree.tree.InvalidStepException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fingerprints of values, by one set of rules.
 *
 * <ul>
 *   <li>Equal values have equal fingerprints in every JVM, locale, time zone and machine; different ones differ.
 *   <li>Known are: primitives and their boxes, {@code null}, strings, enums, records, arrays, {@code Optional}; lists and
 *       queues by their order, sets and maps without it, whatever class implements them; {@code Path} by the content
 *       of the file or directory; {@code BigInteger}, {@code BigDecimal} (2.0 is not 2.00), {@code UUID}, {@code URI},
 *       {@code Locale}, {@code Charset}, {@code Class} by name, and {@code java.time}.
 *   <li>Other types have the {@link Fingerprinter} of the closest type: first those given, then those that {@link
 *       ServiceLoader} finds. They also replace the rules above for the types they name.
 *   <li>The type counts: 1 is not 1L, a list is not a set. Neither the class of a collection nor boxing counts.
 *   <li>All NaN are the same; -0.0 is not 0.0. This holds in arrays too.
 *   <li>Everything else is refused. Nothing calls {@code toString}, {@code hashCode} or {@code equals} of a value.
 * </ul>
 *
 * <p>Of a {@code Path} the name does not count, but the names inside a directory do. The content is read once and
 * remembered by real path, size, times and file key, unless the file changed in the last two seconds, when a further
 * change may leave no trace in them.
 *
 * <p>Thread safety: may be used by many threads at the same time; a value must not change meanwhile.
 */
public final class Fingerprints {

    /** The size in bytes up to which {@link #again} hashes a value. */
    public static final int LARGEST_AGAIN = 1 << 20;

    private final Rules rules;
    private final Rules again;

    private Fingerprints(Rules rules, Rules again) {
        this.rules = rules;
        this.again = again;
    }

    /**
     * Creates the rules from the given fingerprinters, those that {@link ServiceLoader} finds by the thread's context
     * class loader, and the built-in ones.
     *
     * @throws InvalidStepException if a fingerprinter that is declared as a service cannot be loaded
     */
    public static Fingerprints of(List<? extends Fingerprinter<?>> given) {
        FileContents files = new FileContents();
        List<? extends Fingerprinter<?>> loaded = loaded();
        return new Fingerprints(
                new Rules(given, loaded, BuiltInRules.of(files::of)),
                new Rules(given, loaded, BuiltInRules.of(files::again)));
    }

    /**
     * Returns the fingerprint of a value.
     *
     * @throws UnkeyableValueException if no rule applies to the value or something inside it, if it contains itself, or
     *     if a file that it names cannot be read
     */
    public Fingerprint of(@Nullable Object value) {
        return new Encoder(rules).fingerprint(value);
    }

    /**
     * Returns the fingerprint of a value once more, to see whether it changed since {@link #of}, if that is cheap: nothing
     * if it cannot have changed, as a number, a string or a record of such, or if there are more than {@link
     * #LARGEST_AGAIN} bytes to hash. Of files, only those are read again that look different.
     *
     * @throws UnkeyableValueException if it has no fingerprint any more, as a file that is gone
     */
    public Optional<Fingerprint> again(@Nullable Object value) {
        if (value == null || Immutables.isImmutable(value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Encoder(again, LARGEST_AGAIN).fingerprint(value));
        } catch (Encoding.TooLong tooLarge) {
            return Optional.empty();
        }
    }

    /**
     * Returns a value for people: on one line, at most 200 characters, as its {@link Fingerprinter} {@linkplain
     * Fingerprinter#shown says}, else never by a {@code toString} that is not the JDK's.
     * Of large or unknown values it shows the type: {@code 0.4}, {@code "mouse-12"}, {@code float[128, 1024]}, {@code
     * Options[threshold=0.4]}, {@code scan.tif (1048576 bytes)}.
     */
    public String shows(@Nullable Object value) {
        return Display.of(value, rules);
    }

    private static List<? extends Fingerprinter<?>> loaded() {
        try {
            return ServiceLoader.load(Fingerprinter.class).stream()
                    .<Fingerprinter<?>>map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new InvalidStepException("""
                    Cannot load the Fingerprinters: %s. Correct the file \
                    "META-INF/services/io.cachetree.key.Fingerprinter", or the class that it names.""".formatted(e.getMessage()), e);
        }
    }
}
