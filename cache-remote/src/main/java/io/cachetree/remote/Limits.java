package io.cachetree.remote;

import io.cachetree.remote.machine.Environment;
import io.cachetree.remote.object.Patience;
import io.cachetree.tree.InvalidStepException;
import java.time.Duration;

/**
 * What a store may take of time, memory and disk.
 *
 * @param patience how long requests may take
 * @param parallel how many files are brought or fetched at once
 * @param inFlight how many bytes of files are in memory at once, but for a single file that is larger
 * @param localCopies how many bytes of the disk the local copies may take
 */
record Limits(Patience patience, int parallel, long inFlight, long localCopies) {

    private static final long MEGA = 1_000_000;

    /** Returns those that the environment sets, and the usual ones for all else. */
    static Limits in(Environment environment) {
        Numbers numbers = new Numbers(environment);
        Patience usual = Patience.USUAL;
        return new Limits(
                new Patience(
                        numbers.seconds("remote.contact-seconds", usual.contact()),
                        numbers.seconds("remote.answer-seconds", usual.answer()),
                        usual.bytesPerSecond()),
                Math.toIntExact(Math.min(numbers.of("remote.parallel", 16), 128)),
                numbers.of(
                                "remote.memory-mb",
                                Math.min(256, Runtime.getRuntime().maxMemory() / 4 / MEGA))
                        * MEGA,
                numbers.of("cache-mb", 10_000) * MEGA);
    }

    /**
     * Positive whole numbers among the settings.
     *
     * @param environment where they are
     */
    private record Numbers(Environment environment) {

        Duration seconds(String name, Duration usual) {
            return Duration.ofSeconds(of(name, usual.toSeconds()));
        }

        long of(String name, long usual) {
            return environment.setting(name).map(value -> number(name, value)).orElse(Math.max(1, usual));
        }

        private static long number(String name, String value) {
            try {
                long number = Long.parseLong(value.strip());
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw wrong(name, value);
            }
            throw wrong(name, value);
        }

        private static InvalidStepException wrong(String name, String value) {
            return new InvalidStepException(
                    "Cannot use the setting \"cachetree.%s\": \"%s\" is no positive whole number. Correct it or leave it out."
                            .formatted(name, value));
        }
    }
}
