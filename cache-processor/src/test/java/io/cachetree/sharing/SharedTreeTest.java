package io.cachetree.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cachetree.entry.EntryNames;
import io.cachetree.sharing.Sharers.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes compute the same steps in one tree at once. */
@Tag("once")
class SharedTreeTest {

    private static final boolean IS_LONG = Boolean.getBoolean("cachetree.long");
    private static final int ROUNDS = IS_LONG ? 500 : 3;
    private static final int PROCESSES = 8;

    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    @TempDir
    private Path temp;

    @Test
    @Timeout(3_600)
    void eachStepRunsOnceAndIsCommittedOnceAmongEightProcesses() throws IOException {
        try (Sharers sharers = new Sharers(temp, Duration.ofSeconds(60)).start(PROCESSES)) {
            for (int round = 0; round < ROUNDS; round++) {
                sharers.roundInWhichEachStepRunsOnce(round);
            }
        }
    }

    /** The clock that only goes forward is left as it is: nobody can move that one. */
    @Test
    @Timeout(600)
    void itDoesNotMatterWhatTimeItIsOnWhoseClock() throws IOException {
        assumeTrue(
                Files.isRegularFile(FAKETIME),
                "faketime is not here (src/test/clock/install.sh): clocks of other processes are not moved");
        try (Sharers sharers = new Sharers(temp, Duration.ofSeconds(20))) {
            for (String clock : List.of("+0", "+5h", "-1d", "+10y")) {
                sharers.start(withClock(clock));
            }
            for (int round = 0; round < 2; round++) {
                sharers.roundInWhichEachStepRunsOnce(round);
            }
        }
    }

    /** Without the last variable each wait of a thread ends at once, and is begun again: the processes do little else then. */
    private static Map<String, String> withClock(String clock) {
        return Map.of(
                "LD_PRELOAD",
                FAKETIME.toString(),
                "FAKETIME",
                clock,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Somebody who believes no claims, and whose own nobody believes, does work twice, and no harm. */
    @Test
    @Timeout(600)
    void whateverBecomesOfClaimsResultsAreRight() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger spoilt = new AtomicInteger();
        try (Sharers sharers = new Sharers(temp, Duration.ofMillis(300)).start(3)) {
            sharers.round(0);
            CompletableFuture<Void> vandal = CompletableFuture.runAsync(() -> {
                while (!isOver.get()) {
                    spoilt.addAndGet(spoil());
                }
            });
            List<Answer> answers;
            int round = 0;
            do {
                round++;
                answers = sharers.round(round);
                assertThat(answers).extracting(Answer::sum).containsOnly(SharingProgram.sum());
                assertThat(answers.stream().mapToLong(Answer::committed).sum()).isEqualTo(SharingProgram.STEPS);
            } while (round < ROUNDS || spoilt.get() < 20);
            isOver.set(true);
            vandal.get();
            assertThat(sharers.files(round)).filteredOn(EntryNames::isRecord).hasSize(SharingProgram.STEPS);
        }
    }

    private final Random random = new Random(Long.getLong("cachetree.seed", System.nanoTime()));

    /** Returns how many claims were spoilt. */
    private int spoil() {
        int spoilt = 0;
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path each : files.filter(
                            file -> EntryNames.isClaim(file.getFileName().toString()))
                    .toList()) {
                spoil(each);
                spoilt++;
            }
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return spoilt;
        }
        return spoilt;
    }

    private void spoil(Path claim) throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> Files.writeString(claim, "claim: 2\nby: a version to come\nend\n");
            case 1 -> Files.write(claim, new byte[100]);
            case 2 -> Files.writeString(claim, half(Files.readString(claim)));
            default -> Files.delete(claim);
        }
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }
}
