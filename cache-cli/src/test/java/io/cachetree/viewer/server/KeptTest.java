package io.cachetree.viewer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.viewer.data.Documents.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger read = new AtomicInteger();
    private final Deque<Runnable> background = new ArrayDeque<>();

    private static Content content(String all, String timeless) {
        return new Content(all.getBytes(StandardCharsets.UTF_8), timeless.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsAskedForAtOnceIsReadOnce() {
        Kept kept = new Kept(() -> content("turn " + read.incrementAndGet(), ""), LONG, background::add);

        for (int i = 0; i < 100; i++) {
            kept.document();
        }

        assertThat(read).hasValue(1);
    }

    @Test
    void whatWasBegunIsThereForTheFirstWhoAsks() {
        Kept kept = new Kept(() -> content("turn " + read.incrementAndGet(), ""), LONG, background::add);
        kept.begin();
        background.remove().run();

        assertThat(kept.document().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("turn 1");
        assertThat(read).hasValue(1);
    }

    @Test
    void aTimeAloneChangesNothing() {
        Kept.Document one = Kept.Document.of(content("at 1: a", "a"));

        assertThat(Kept.Document.of(content("at 2: a", "a")).tag()).isEqualTo(one.tag());
        assertThat(Kept.Document.of(content("at 1: b", "b")).tag()).isNotEqualTo(one.tag());
    }
}
