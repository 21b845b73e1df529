package io.cachetree.cli.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.CellDensity;
import io.cachetree.cli.place.Place;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
        Place place = Place.ofNode(tree.toString(), Path.of(""));
        NodePath path = NodePath.parse(node);
        List<EntryRecord> records = place.tree().entries(path).stream()
                .map(FoundRecord::record)
                .map(record -> record.orElseThrow())
                .toList();
        return Results.between(
                        new Results.Side(place.tree(), path, records.get(1)),
                        new Results.Side(place.tree(), path, records.get(0)),
                        effort)
                .stream()
                .filter(Difference::isDifferent)
                .map(Difference::summary)
                .toList();
    }

    private static Effort memory(long bytes) {
        return new Effort(bytes, Duration.ofDays(1), System::nanoTime);
    }

    @Test
    void whatThereIsMemoryAndTimeForIsCompared() {
        assertThat(differences("measure/segment", Effort.ofPage())).anyMatch(each -> each.contains("pixels differ"));
        assertThat(differences("measure/table", Effort.ofPage())).anyMatch(each -> each.contains("rows"));
        assertThat(differences("measure/plot", Effort.ofPage())).anyMatch(each -> each.contains("pixels differ"));
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
        Effort effort = new Effort(Long.MAX_VALUE, Duration.ofSeconds(20), () -> clock.getAndAdd(30_000_000_000L));

        assertThat(differences("measure/segment", effort))
                .isNotEmpty()
                .allMatch(each -> each.endsWith("not compared: it takes longer than the 20 s allowed here"));
    }
}
