package io.cachetree.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressTest {

    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(-5 * SECOND);

    private Optional<PrintStream> terminal() {
        return Optional.of(new PrintStream(seen, true, UTF_8));
    }

    @Test
    void longWorkShowsHowFarItIs() {
        try (Progress progress = new Progress("verify", 40_000_000, this::terminal, clock::get)) {
            progress.add(1_000_000);
            clock.addAndGet(2 * SECOND);
            progress.add(9_000_000);
        }

        assertThat(seen.toString(UTF_8)).contains("verify", "25%", "10/40 MB").doesNotContain("\n");
    }

    @Test
    void shortWorkShowsNothing() {
        try (Progress progress = new Progress("verify", 40_000_000, this::terminal, clock::get)) {
            progress.add(1_000_000);
            clock.addAndGet(SECOND / 2);
            progress.add(39_000_000);
        }

        assertThat(seen.size()).isZero();
    }

    @Test
    @Timeout(60)
    void readingThatTakesLongSaysSo() {
        String read = Progress.reading("ls", this::asSoonAsItGoesOn, this::terminal);

        assertThat(read).isEqualTo("a tree");
        assertThat(seen.toString(UTF_8)).matches("(?s)\rls: reading, [0-9].*").doesNotContain("\n");
    }

    private String asSoonAsItGoesOn() {
        while (seen.toString(UTF_8).split("reading", -1).length <= 2) {
            Thread.onSpinWait();
        }
        return "a tree";
    }

    @Test
    void whatIsOverShowsNothingMore() {
        Progress progress = new Progress("verify", 40_000_000, this::terminal, clock::get);
        progress.close();
        clock.addAndGet(2 * SECOND);
        progress.add(10_000_000);

        assertThat(seen.size()).isZero();
    }

    @Test
    void nothingIsShownWhereNobodyLooksAtATerminal() {
        PrintStream before = System.err;
        System.setErr(terminal().orElseThrow());
        try (Progress progress = new Progress("verify", 40_000_000, Optional::empty, clock::get)) {
            clock.addAndGet(2 * SECOND);
            progress.add(10_000_000);
        } finally {
            System.setErr(before);
        }

        assertThat(seen.size()).isZero();
    }
}
