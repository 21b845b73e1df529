package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.table.Charts;
import io.cachetree.table.Table;
import io.cachetree.table.Unit;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.statistics.HistogramDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables and charts of the concepts, compiled and run; {@link DocumentationTest} compares the two. */
@SuppressWarnings("cachetree") // The shortest form: package-private steps, which Guice intercepts on the JDKs of today.
class TablesAndChartsTest {

    @TempDir
    private Path directory;

    record Nucleus(int label, @Unit("um^3") double volume) {}

    record Measured(Table nuclei, BufferedImage plot) {}

    static class Steps {

        @Cached
        Measured measure(List<Nucleus> found) {
            Table nuclei = Table.of(Nucleus.class, found);
            return new Measured(nuclei, Charts.image(histogram(nuclei.doubles("volume")), 640, 480));
        }

        private static JFreeChart histogram(double[] volumes) {
            HistogramDataset bins = new HistogramDataset();
            bins.addSeries("nuclei", volumes, 10);
            return ChartFactory.createHistogram("Nuclei", "um^3", "count", bins);
        }
    }

    @Test
    void theFilesHaveTheNamesOfTheParts() {
        List<Nucleus> found = List.of(new Nucleus(1, 41.5), new Nucleus(2, 37));
        Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
        try (CacheTree tree = CacheTree.open(directory.toString())) {
            Measured measured = tree.call(() -> steps.measure(found));
            assertThat(measured.nuclei().rows(Nucleus.class)).isEqualTo(found);
        }
        assertThat(directory.resolve("measure/current"))
                .isDirectoryContaining("glob:**/nuclei.csv")
                .isDirectoryContaining("glob:**/nuclei.csv-metadata.json")
                .isDirectoryContaining("glob:**/plot.png");
    }
}
