package io.cachetree.cli.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.cli.CellDensity;
import io.cachetree.cli.place.Place;
import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is spent on comparing results. */
class ResultsTest {

    @TempDir
    private static Path tree;

    @BeforeAll
    static void run() {
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
    }

    private static List<String> differences(String node, Effort effort) {
        return Results.between(side(node, 1), side(node, 0), effort).stream()
                .filter(Difference::isDifferent)
                .map(Difference::summary)
                .toList();
    }

    private static Results.Side side(String node, int age) {
        Place place = Place.ofNode(tree.toString(), Path.of(""));
        NodePath path = NodePath.parse(node);
        EntryRecord record = place.tree().entries(path).get(age).record().orElseThrow();
        return new Results.Side(place.tree(), path, record);
    }

    private static Effort memory(long bytes) {
        return new Effort(bytes, Duration.ofDays(1), System::nanoTime, read -> {});
    }

    @Test
    void whatThereIsMemoryAndTimeForIsCompared() {
        assertThat(differences("measure/segment", Effort.ofPage())).anyMatch(each -> each.contains("pixels differ"));
        assertThat(differences("measure/table", Effort.ofPage())).anyMatch(each -> each.contains("rows"));
        assertThat(differences("measure/plot", Effort.ofPage())).anyMatch(each -> each.contains("pixels differ"));
    }

    @Test
    void howFarAComparisonIsIsToldInBytes() {
        for (String node : List.of("measure/segment", "measure/table", "measure/plot", "measure/notes")) {
            LongAdder read = new LongAdder();

            differences(node, Effort.ofCommand(read::add));

            long all = Results.bytes(side(node, 1), side(node, 0));
            assertThat(read.sum()).as(node).isPositive().isCloseTo(all, within(all / 100));
        }
    }

    @Test
    void whatWouldTakeTooMuchMemoryIsNot() {
        for (String node : List.of("measure/segment", "measure/table", "measure/plot")) {
            assertThat(differences(node, memory(16)))
                    .as(node)
                    .isNotEmpty()
                    .allMatch(summary -> summary.endsWith("of memory are more than the 16 B allowed here"));
        }
    }

    @Test
    void whatTakesTooLongIsNot() {
        AtomicLong clock = new AtomicLong();
        Effort effort =
                new Effort(Long.MAX_VALUE, Duration.ofSeconds(20), () -> clock.getAndAdd(30_000_000_000L), read -> {});

        assertThat(differences("measure/segment", effort))
                .isNotEmpty()
                .allMatch(each -> each.endsWith("not compared: it takes longer than the 20 s allowed here"));
    }
}
