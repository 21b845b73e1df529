package io.cachetree.entry;

import io.cachetree.store.Owner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands in the mark of a process that has a tree open: three lines of its owner, to which those of earlier versions are limited,
 * then how long it may be silent, and a number that changes.
 *
 * @param owner the process
 * @param lease after what time without a change it counts as dead
 * @param beat changes with each sign of life
 */
record SignOfLife(Owner owner, Duration lease, long beat) {

    private static final String LEASE = "lease ";

    byte[] bytes() {
        byte[] first = owner.bytes();
        byte[] rest = "%s%s%nbeat %d%n".formatted(LEASE, lease, beat).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    /** Returns the lease that a mark states; nothing, if it is torn or of an earlier version. */
    static Optional<Duration> lease(byte[] mark) {
        return new String(mark, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(LEASE))
                .findFirst()
                .flatMap(line -> duration(line.substring(LEASE.length())))
                .filter(UseMark::isLease);
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException torn) {
            return Optional.empty();
        }
    }
}
