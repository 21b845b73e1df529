package io.cachetree.entry;

import io.cachetree.store.Owner;
import io.cachetree.tree.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The mark of an attempt that failed: that nobody owns it any more, as {@link Owner#NOBODY} says it, and behind that who did, from when
 * to when. Thread safety: immutable.
 *
 * @param origin who ran the step, and when
 */
public record FailureMark(Origin origin) {

    private static final int LINES_OF_OWNER = 3;
    private static final int LINES = LINES_OF_OWNER + 6;

    byte[] bytes() {
        List<Object> parts =
                List.of(origin.started(), origin.duration(), origin.host(), origin.pid(), origin.user(), origin.java());
        StringBuilder text = new StringBuilder(new String(Owner.NOBODY.bytes(), StandardCharsets.UTF_8));
        parts.forEach(part -> text.append(part).append(System.lineSeparator()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the mark of an attempt; nothing if that did not fail, or did in a version that did not say when. */
    public static Optional<FailureMark> parse(byte[] mark) {
        String[] lines = new String(mark, StandardCharsets.UTF_8).split("\\R", -1);
        boolean hasFailed = Owner.parse(mark).filter(Owner.NOBODY::equals).isPresent();
        try {
            return hasFailed && lines.length > LINES ? Optional.of(of(lines)) : Optional.empty();
        } catch (RuntimeException torn) {
            return Optional.empty();
        }
    }

    private static FailureMark of(String[] lines) {
        Iterator<String> parts = Arrays.asList(lines).listIterator(LINES_OF_OWNER);
        return new FailureMark(new Origin(
                Instant.parse(parts.next()),
                Duration.parse(parts.next()),
                parts.next(),
                Long.parseLong(parts.next()),
                parts.next(),
                parts.next()));
    }
}
