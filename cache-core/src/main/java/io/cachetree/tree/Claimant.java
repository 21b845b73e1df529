package io.cachetree.tree;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Who computes the result of a call, by what it says itself.
 *
 * @param host the name of its host; empty if it is not known who it is
 * @param process the number of the process there
 * @param since when it began, by its own clock: for people only
 */
public record Claimant(String host, long process, Instant since) {

    /** Somebody of whom nothing can be read. */
    public static final Claimant UNKNOWN = new Claimant("", 0, Instant.EPOCH);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** Returns who it is: {@code process 4711 on host-7}. */
    public String name() {
        return host.isEmpty() ? "somebody" : "process %d on %s".formatted(process, host);
    }

    /** Returns who computes what, in words: {@code process 4711 on host-7 computes it, since 12:03}. */
    public String text() {
        return host.isEmpty() ? "somebody computes it" : "%s computes it, since %s".formatted(name(), time());
    }

    private String time() {
        LocalDateTime began = LocalDateTime.ofInstant(since, ZoneId.systemDefault());
        boolean isToday = began.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        return (isToday ? TIME : DAY_AND_TIME).format(began);
    }
}
