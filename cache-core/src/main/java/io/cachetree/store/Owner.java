package io.cachetree.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that works on an attempt.
 *
 * @param place the host, its boot and the namespace in which the process number counts
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

    /** Returns whether the process has ended for certain; what cannot be known from here counts as living. */
    public boolean isGone() {
        return equals(NOBODY) || (isHere() ? !isAlive() : isEarlierBootHere());
    }

    private boolean isHere() {
        return place.equals(ThisProcess.PLACE);
    }

    private boolean isEarlierBootHere() {
        String[] then = place.split(" ", -1);
        String[] now = ThisProcess.PLACE.split(" ", -1);
        return then.length == now.length
                && then[0].equals(now[0])
                && !then[1].equals(now[1])
                && !then[1].equals("unknown")
                && !now[1].equals("unknown");
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
