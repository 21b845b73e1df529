package io.cachetree.entry;

import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.Claimant;
import io.cachetree.tree.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a process writes beside the records of a node that is about to compute a result, and takes away when it has ended. Thread
 * safety: immutable.
 *
 * @param session the mark of the process in this tree, which shows whether it lives
 * @param number tells the claims of one session apart
 * @param owner the process
 * @param since when it was written, by the clock of the process: to be shown to people, and not to decide by
 * @param node the node
 * @param step the step
 * @param after what tells the claim that this one took over from from all others; empty if there was none
 */
public record Claim(String session, long number, Owner owner, Instant since, String node, String step, String after) {

    private static final int FORMAT = 1;
    private static final String END = "end";

    /** It is a part of a path, and not everything that stands in a tree was written by us. */
    private static final Pattern SESSION = Pattern.compile("[0-9a-f-]{36}-[0-9]{1,18}");

    private static final int LONGEST = 10_000;

    private static final int PATIENCE_IN_LEASES = 5;

    /** Returns who has it. */
    public Claimant claimant() {
        return new Claimant(owner.place().split(" ", 2)[0], owner.pid(), since);
    }

    /**
     * Returns whether its process seems to have ended, or to have closed the tree, as far as a single look tells; where it tells nothing,
     * it has not. This is for people only: the clocks of the storage and of this machine may differ.
     */
    public boolean seemsGone(Store store) {
        try {
            return owner.isGone()
                    || UseMark.content(store, session)
                            .filter(mark -> owner.isRunningHere() || !isSilent(store, mark))
                            .isEmpty();
        } catch (StoreException unknown) {
            return false;
        }
    }

    private boolean isSilent(Store store, byte[] mark) {
        Duration patience = UseMark.leaseIn(mark).orElse(UseMark.STANDARD_LEASE).multipliedBy(PATIENCE_IN_LEASES);
        return UseMark.lastBeat(store, session)
                .filter(beat -> beat.plus(patience).isBefore(Instant.now()))
                .isPresent();
    }

    /** Returns who has it and since when, as far as it is known: not for how long, nor by which account. */
    public Origin origin() {
        return new Origin(since, Duration.ZERO, claimant().host(), owner.pid(), "", "");
    }

    /** Returns the same, written at another time. */
    public Claim at(Instant time) {
        return new Claim(session, number, owner, time, node, step, after);
    }

    /** Returns the same, taken over from another one. */
    public Claim takenOver(String before) {
        return new Claim(session, number, owner, since, node, step, before);
    }

    /** Returns the form that {@link #parse} reads. */
    public byte[] bytes() {
        return """
                claim: %d
                node: %s
                step: %s
                host: %s
                process: %d
                since: %s
                session: %s
                number: %d
                after: %s
                place: %s
                started: %s
                %s
                """.formatted(
                        FORMAT,
                        node,
                        step,
                        claimant().host(),
                        owner.pid(),
                        since.truncatedTo(ChronoUnit.MILLIS),
                        session,
                        number,
                        after,
                        owner.place(),
                        owner.started(),
                        END)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #bytes()} wrote; nothing if it is torn, of a later format, or something else. */
    public static Optional<Claim> parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            return Optional.empty();
        }
        Map<String, String> lines = new HashMap<>();
        String text = new String(bytes, StandardCharsets.UTF_8);
        text.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            lines.put(colon < 0 ? line : line.substring(0, colon), colon < 0 ? "" : line.substring(colon + 2));
        });
        try {
            return lines.containsKey(END) ? Optional.of(of(lines)).filter(Claim::isWhole) : Optional.empty();
        } catch (RuntimeException none) {
            return Optional.empty();
        }
    }

    private static Claim of(Map<String, String> lines) {
        if (Integer.parseInt(lines.getOrDefault("claim", "")) != FORMAT) {
            throw new IllegalArgumentException("a later format");
        }
        return new Claim(
                lines.getOrDefault("session", ""),
                Long.parseLong(lines.getOrDefault("number", "")),
                new Owner(
                        lines.getOrDefault("place", ""),
                        Long.parseLong(lines.getOrDefault("process", "")),
                        Instant.parse(lines.getOrDefault("started", ""))),
                Instant.parse(lines.getOrDefault("since", "")),
                lines.getOrDefault("node", ""),
                lines.getOrDefault("step", ""),
                lines.getOrDefault("after", ""));
    }

    private boolean isWhole() {
        return SESSION.matcher(session).matches();
    }
}
