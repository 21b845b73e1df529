package io.cachetree.maintenance.reading;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The word of a person that an entry is to be kept. A mark that is torn is a pin all the same, of nobody.
 *
 * @param by who said so
 * @param at when
 * @param note why, in words; the empty text if nothing was said
 */
public record Pin(Optional<String> by, Optional<Instant> at, String note) {

    /** Returns a pin that is made now. */
    public static Pin now(String by, String note) {
        return new Pin(Optional.of(by), Optional.of(Instant.now()), note.strip());
    }

    /** Returns the form that {@link #parse} reads: two lines, and the note. */
    public byte[] bytes() {
        return "%s\n%s\n%s\n"
                .formatted(by.orElse(""), at.map(Instant::toString).orElse(""), note)
                .getBytes(StandardCharsets.UTF_8);
    }

    static Pin parse(byte[] mark) {
        String[] lines = new String(mark, StandardCharsets.UTF_8).split("\n", 3);
        return new Pin(
                Optional.of(lines[0]).filter(by -> !by.isBlank()),
                lines.length > 1 ? time(lines[1]) : Optional.empty(),
                lines.length > 2 ? lines[2].strip() : "");
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException torn) {
            return Optional.empty();
        }
    }
}
