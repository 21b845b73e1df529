package io.cachetree.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.event.CacheEvent.StepCommitted;
import io.cachetree.event.CacheEvent.StepFailed;
import io.cachetree.event.CacheEvent.StepHit;
import io.cachetree.event.CacheEvent.StepMissed;
import io.cachetree.event.CacheEvent.StepStarted;
import io.cachetree.key.CacheKey;
import io.cachetree.key.StepId;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import io.cachetree.tree.Traffic;
import io.cachetree.tree.Transfer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {

    private static final StepId STEP = new StepId("org.lab.CellDensity", "measure", "()V");
    private static final Instant YESTERDAY =
            LocalDateTime.of(2026, 11, 21, 17, 5).atZone(ZoneId.systemDefault()).toInstant();
    private static final Origin ORIGIN = new Origin(YESTERDAY, Duration.ofSeconds(3), "host", 1, "user", "17");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static StepInvocation call(long id, long caller, String node) {
        return new StepInvocation(id, caller, NodePath.parse(node), STEP, new CacheKey(0, id));
    }

    private static void run(CacheListener listener, StepInvocation call, String reason, Runnable body) {
        listener.on(new StepMissed(call, new MissReason.RecordDamaged(reason)));
        listener.on(new StepStarted(call));
        body.run();
        listener.on(new StepCommitted(call, Duration.ofMillis(1500)));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void plainOutputSaysWhatRunsThenTheTree() {
        CacheListener console = new ConsoleListener(out, false);

        run(console, call(1, 0, "measure"), "torn", () -> {
            console.on(new StepHit(call(2, 1, "measure/load"), ORIGIN, Duration.ofMillis(20)));
            for (int block = 3; block < 6; block++) {
                run(console, call(block, 1, "measure/segment"), "cut", () -> {});
            }
        });

        assertThat(printed()).isEqualTo("""
                measure runs: record damaged: torn
                measure/segment runs: record damaged: cut
                measure/segment runs: record damaged: cut
                measure/segment runs: record damaged: cut
                measure                               computed                  1.50 s  record damaged: torn
                  load                                read                     20.0 ms  of 2026-11-21 17:05
                  segment                             computed x3               4.50 s  record damaged: cut
                5 steps: 1 read, 4 computed
                """);
    }

    /** A tree whose storage is asked more and more. */
    private static final class RemoteTree implements OpenedTree {
        private Traffic traffic = Traffic.NONE;

        @Override
        public URI location() {
            return URI.create("s3://lab/runs");
        }

        @Override
        public Traffic traffic() {
            return traffic;
        }
    }

    @Test
    void requestsOfARunAreToldAtItsEnd() {
        CacheListener console = new ConsoleListener(out, false);
        RemoteTree tree = new RemoteTree();
        tree.traffic = new Traffic(1, 2, 0, 0, 0, 100, 200);
        console.onOpen(tree);

        tree.traffic = new Traffic(31, 11, 1, 1, 2, 3_100_100, 999_960);
        console.on(new StepHit(call(1, 0, "measure"), ORIGIN, Duration.ofMillis(20)));
        console.on(new StepHit(call(2, 0, "measure"), ORIGIN, Duration.ofMillis(20)));
        tree.traffic = new Traffic(32, 11, 1, 1, 2, 3_100_999, 999_960);
        console.on(new StepHit(call(3, 0, "measure"), ORIGIN, Duration.ofMillis(20)));

        assertThat(printed().lines().filter(line -> !line.startsWith("measure")))
                .containsExactly(
                        "1 step: 1 read, 0 computed",
                        "storage: 41 requests (30 reads, 9 writes, 1 list, 1 delete, 2 retries among them), 3.1 MB in, 999.8 kB out",
                        "1 step: 1 read, 0 computed",
                        "1 step: 1 read, 0 computed",
                        "storage: 1 request (1 read), 899 B in, 0 B out");
    }

    private static void transfer(CacheListener console) {
        for (int megabytes : new int[] {0, 12, 30}) {
            console.onTransfer(new Transfer(
                    Transfer.Direction.TO_STORAGE, "measure/segment/key-x", megabytes * 1_000_000L, 30_000_000));
        }
    }

    @Test
    void filesThatTakeLongAreALineWhenTheyAreFirstToldOf() {
        CacheListener console = new ConsoleListener(out, false);

        transfer(console);
        transfer(console);
        console.onTransfer(new Transfer(Transfer.Direction.FROM_STORAGE, "load/key-x", 500, 1_000));

        assertThat(printed()).isEqualTo("""
                measure/segment is uploaded: 0 B of 30.0 MB
                measure/segment is uploaded: 0 B of 30.0 MB
                load is fetched: 500 B of 1.0 kB
                """);
    }

    @Test
    void filesThatTakeLongWriteTheLineOverOnATerminal() {
        transfer(new ConsoleListener(out, true));

        assertThat(printed().split("\r\u001b\\[2K", -1))
                .containsExactly(
                        "",
                        "measure/segment is uploaded: 0 B of 30.0 MB",
                        "measure/segment is uploaded: 12.0 MB of 30.0 MB",
                        "measure/segment is uploaded: 30.0 MB of 30.0 MB");
    }

    @Test
    void requestsOfATreeThatIsClosedAreToldWithTheNextRun() {
        CacheListener console = new ConsoleListener(out, false);
        RemoteTree tree = new RemoteTree();
        console.onOpen(tree);
        tree.traffic = new Traffic(2, 0, 0, 0, 0, 100, 0);
        console.onClose(tree);

        console.on(new StepHit(call(1, 0, "measure"), ORIGIN, Duration.ofMillis(20)));
        assertThat(printed()).contains("storage: 2 requests (2 reads), 100 B in, 0 B out");
        console.on(new StepHit(call(2, 0, "measure"), ORIGIN, Duration.ofMillis(20)));
        assertThat(printed()).containsOnlyOnce("storage:");
    }

    @Test
    void failureIsNamed() {
        CacheListener console = new ConsoleListener(out, false);
        StepInvocation call = call(1, 0, "measure");

        console.on(new StepMissed(call, new MissReason.NeverRan()));
        console.on(new StepFailed(call, new IllegalStateException("no scan"), Duration.ofMillis(2)));

        assertThat(printed()).isEqualTo("""
                measure runs: never ran
                measure                               FAILED                    2.0 ms  IllegalStateException
                1 step: 0 read, 0 computed, 1 failed
                """);
    }

    @Test
    void onATerminalOneLineIsWrittenOver() {
        CacheListener console = new ConsoleListener(out, true);

        run(console, call(1, 0, "measure"), "x".repeat(100), () -> {});

        String[] written = printed().split("\r\u001b\\[2K", -1);
        assertThat(written).hasSize(3);
        assertThat(written[1]).hasSize(78).endsWith("…");
        assertThat(written[2]).startsWith("measure  ").endsWith("1 step: 0 read, 1 computed\n");
    }
}
