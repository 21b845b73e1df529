package io.cachetree.entry;

import io.cachetree.store.Owner;
import io.cachetree.tree.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The mark of an attempt that failed: that nobody owns it any more, as {@link Owner#NOBODY} says it, and behind that who did, from when
 * to when. Thread safety: immutable.
 *
 * @param origin who ran the step, and when
 */
public record FailureMark(Origin origin) {

    private static final String STARTED = "started ";
    private static final String TOOK = "took ";
    private static final String HOST = "host ";
    private static final String PROCESS = "process ";
    private static final String USER = "user ";
    private static final String JAVA = "java ";

    byte[] bytes() {
        String owner = new String(Owner.NOBODY.bytes(), StandardCharsets.UTF_8);
        String rest =
                STARTED + "%s%n" + TOOK + "%s%n" + HOST + "%s%n" + PROCESS + "%d%n" + USER + "%s%n" + JAVA + "%s%n";
        return (owner
                        + rest.formatted(
                                origin.started(),
                                origin.duration(),
                                origin.host(),
                                origin.pid(),
                                origin.user(),
                                origin.java()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the mark of an attempt; nothing if that did not fail, or did in a version that did not say when. */
    public static Optional<FailureMark> parse(byte[] mark) {
        if (Owner.parse(mark).filter(Owner.NOBODY::equals).isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new String(mark, StandardCharsets.UTF_8).lines().toList();
        try {
            return Optional.of(new FailureMark(new Origin(
                    Instant.parse(value(STARTED, lines)),
                    Duration.parse(value(TOOK, lines)),
                    value(HOST, lines),
                    Long.parseLong(value(PROCESS, lines)),
                    value(USER, lines),
                    value(JAVA, lines))));
        } catch (RuntimeException torn) {
            return Optional.empty();
        }
    }

    private static String value(String name, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }
}
