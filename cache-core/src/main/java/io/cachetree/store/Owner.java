package io.cachetree.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that works on an attempt.
 *
 * @param place the host, its boot, the namespace in which the process number counts, and the machine
 * @param pid the process
 * @param started when it started, so that a number given again is not taken for it
 */
public record Owner(String place, long pid, Instant started) {

    /** The name of the file that says it, in the directory of the attempt. */
    public static final String FILE = ".owner";

    /** The start of a process is known in ticks of a clock that may be set in between. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    /** The owner of an attempt that failed. */
    public static final Owner NOBODY = new Owner("nobody", 0, Instant.EPOCH);

    /** Returns this process. */
    public static Owner here() {
        return new Owner(ThisProcess.PLACE, ThisProcess.PID, ThisProcess.STARTED);
    }

    /**
     * Returns whether the process has ended for certain; what cannot be known from here counts as living.
     *
     * <p>Here is where the boot and the namespace are the same. An earlier boot of this machine is one in which the host and the machine
     * were the same, neither in a container: the others of an image can have the identity that stands in it.
     */
    public boolean isGone() {
        return isGone(ThisProcess.PLACE);
    }

    /** Returns whether the process lives for certain; what cannot be known from here does not count as living. */
    public boolean isRunningHere() {
        return Place.of(place).isSameAs(Place.of(ThisProcess.PLACE)) && isAlive();
    }

    boolean isGone(String herePlace) {
        Place then = Place.of(place);
        Place now = Place.of(herePlace);
        return equals(NOBODY) || (then.isSameAs(now) ? !isAlive() : then.isEarlierBootOf(now));
    }

    /** Returns whether such a process runs on this machine, as far as its number and its start tell. */
    public boolean seemsToRunHere() {
        return isAlive();
    }

    /** The parts of a place; those of earlier versions say nothing of the machine. */
    private record Place(String host, String boot, String namespace, String machine) {

        private static final String UNKNOWN = "unknown";

        /** Linux has it so for all processes that are in no container. */
        private static final String NO_CONTAINER = "pid:[4026531836]";

        static Place of(String place) {
            String[] parts = place.split(" ", -1);
            return new Place(part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3));
        }

        private static String part(String[] parts, int number) {
            return parts.length > number ? parts[number] : UNKNOWN;
        }

        boolean isSameAs(Place other) {
            return isKnown(boot)
                    && isKnown(namespace)
                    && host.equals(other.host)
                    && boot.equals(other.boot)
                    && namespace.equals(other.namespace);
        }

        boolean isEarlierBootOf(Place now) {
            return isKnown(boot)
                    && isKnown(now.boot)
                    && isKnown(machine)
                    && host.equals(now.host)
                    && machine.equals(now.machine)
                    && !boot.equals(now.boot)
                    && namespace.equals(NO_CONTAINER)
                    && now.namespace.equals(NO_CONTAINER);
        }

        private static boolean isKnown(String part) {
            return !part.equals(UNKNOWN);
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(process ->
                        Duration.between(startOf(process), started).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }

    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Returns the form that {@link #parse} reads: three lines. */
    public byte[] bytes() {
        return "%s%n%d%n%s%n".formatted(place, pid, started).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #bytes()} wrote; nothing, if it is torn. */
    public static Optional<Owner> parse(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\\R", -1);
        try {
            return lines.length < 4
                    ? Optional.empty()
                    : Optional.of(new Owner(lines[0], Long.parseLong(lines[1]), Instant.parse(lines[2])));
        } catch (RuntimeException torn) {
            return Optional.empty();
        }
    }
}
