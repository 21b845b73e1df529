package io.cachetree.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.key.Fingerprints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that return and take tables, in a tree on disk that finds the codec and the fingerprinter by itself. */
class TableStepsTest {

    record Nucleus(int label, @Unit("um^3") double volume) {}

    record Segmented(double threshold, Table objects, BufferedImage plot) {}

    static class Steps {

        private final List<String> ran = new ArrayList<>();

        @Cached
        Table measure(double threshold) {
            ran.add("measure");
            return Table.of(List.of(new Nucleus(1, 41.5), new Nucleus(2, threshold)));
        }

        @Cached
        Segmented segment(Table measured) {
            ran.add("segment");
            return new Segmented(0.4, measured, Charts.image(histogram(measured.doubles("volume")), 320, 240));
        }

        @Cached
        Map<String, Table> byRegion(Table measured) {
            ran.add("by-region");
            return Map.of("left", measured, "right", Table.of(Nucleus.class, List.of()));
        }
    }

    private static JFreeChart histogram(double[] volumes) {
        XYSeries series = new XYSeries("volume");
        for (int i = 0; i < volumes.length; i++) {
            series.add(i, volumes[i]);
        }
        return ChartFactory.createXYLineChart("Volumes", "label", "um^3", new XYSeriesCollection(series));
    }

    @TempDir
    private Path directory;

    private final Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);

    @Test
    void aTableIsReadByTheSecondRun() {
        Table first = call(0.4);
        Table second = call(0.4);

        assertThat(steps.ran).containsExactly("measure");
        assertThat(second).isEqualTo(first);
        assertThat(second.rows(Nucleus.class)).containsExactly(new Nucleus(1, 41.5), new Nucleus(2, 0.4));
        assertThat(directory.resolve("measure/current/result.csv")).hasContent("label,volume\n1,41.5\n2,0.4\n");
    }

    private Table call(double threshold) {
        try (CacheTree tree = CacheTree.open(directory.toString())) {
            return tree.call(() -> steps.measure(threshold));
        }
    }

    @Test
    void aTableAndAChartArePartsOfARecord() {
        Table objects = Table.of(List.of(new Nucleus(1, 41.5)));
        Segmented first = segment(objects);
        Segmented second = segment(objects);

        assertThat(steps.ran).containsExactly("segment");
        assertThat(second.objects()).isEqualTo(first.objects()).isEqualTo(objects);
        assertThat(second.plot().getWidth()).isEqualTo(320);
        assertThat(directory.resolve("segment/current"))
                .isDirectoryContaining("glob:**/objects.csv")
                .isDirectoryContaining("glob:**/objects.csv-metadata.json")
                .isDirectoryContaining("glob:**/plot.png");
    }

    private Segmented segment(Table objects) {
        try (CacheTree tree = CacheTree.open(directory.toString())) {
            return tree.call(() -> steps.segment(objects));
        }
    }

    @Test
    void tablesAreValuesOfAMap() {
        Table objects = Table.of(List.of(new Nucleus(1, 41.5)));
        try (CacheTree tree = CacheTree.open(directory.toString())) {
            assertThat(tree.call(() -> steps.byRegion(objects)))
                    .containsEntry("left", objects)
                    .hasSize(2);
        }
        assertThat(directory.resolve("by-region/current")).isDirectoryContaining("glob:**/right.csv");
    }

    @Test
    void anotherTableRunsTheStepAgain() {
        List<CacheEvent> events = new ArrayList<>();
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(directory.toString())) {
            tree.call(() -> steps.segment(Table.of(List.of(new Nucleus(1, 41.5)))));
            tree.call(() -> steps.segment(Table.of(List.of(new Nucleus(1, 41.5)))));
            tree.call(() -> steps.segment(Table.of(List.of(new Nucleus(1, 41.6)))));
        }
        assertThat(steps.ran).containsExactly("segment", "segment");
        assertThat(events).filteredOn(CacheEvent.StepHit.class::isInstance).hasSize(1);
    }

    @Test
    void whyAStepRanSaysWhichTableItWasGiven() {
        List<CacheEvent> events = new ArrayList<>();
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(directory.toString())) {
            tree.call(() -> steps.segment(Table.of(List.of(new Nucleus(1, 41.5)))));
            tree.call(() -> steps.segment(Table.of(List.of(new Nucleus(1, 41.5), new Nucleus(2, 37.0)))));
        }
        assertThat(events)
                .filteredOn(CacheEvent.StepMissed.class::isInstance)
                .map(event -> ((CacheEvent.StepMissed) event).reason().text())
                .containsExactly("never ran", "measured table of 1… -> table of 2…");
    }

    @Test
    void aTableIsShownByItsRowsAndColumns() {
        Fingerprints fingerprints = Fingerprints.of(List.of());

        assertThat(fingerprints.shows(Table.of(List.of(new Nucleus(1, 41.5)))))
                .isEqualTo("table of 1 row: label, volume");
        assertThat(fingerprints.shows(List.of(Table.builder().text("a").build())))
                .isEqualTo("[table of 0 rows: a]");
    }

    @Test
    void fingerprintsTellTablesApart() {
        List<Table> tables = List.of(
                Table.builder().text("a").build(),
                Table.builder().text("a").row("").build(),
                Table.builder().text("a").row((Object) null).build(),
                Table.builder().text("b").row("").build(),
                Table.builder().real("a").build(),
                Table.builder().real("a").row(0.0).build(),
                Table.builder().real("a").row(-0.0).build(),
                Table.builder().real("a").row(Double.NaN).build(),
                Table.builder().real("a").row((Object) null).build(),
                Table.builder().real("a", "um").row(0.0).build(),
                Table.builder().integer("a").row(0).build(),
                Table.builder().bool("a").row(false).build());
        Fingerprints fingerprints = Fingerprints.of(List.of());

        assertThat(tables).map(fingerprints::of).doesNotHaveDuplicates();
        assertThat(fingerprints.of(Table.builder().real("a").row(Double.NaN).build()))
                .isEqualTo(fingerprints.of(tables.get(7)));
    }
}
