package io.cachetree.examples;

import io.cachetree.CacheTree;
import io.cachetree.examples.density.RegionDensity;
import io.cachetree.examples.simulation.SimulatedNuclei;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the example prints of its result. */
record ReportText(NucleiReport report, Optional<SimulatedNuclei> truth) {

    /** Returns the result, and where its files are. */
    String withPlaces(CacheTree tree) {
        return this + places(tree);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(
                text,
                "threshold %.2f, %d components, %d nuclei",
                report.threshold(),
                report.components(),
                report.nuclei());
        for (RegionDensity region : report.regions()) {
            line(
                    text,
                    "  %-12s %4d nuclei%s  %.0f per mm3",
                    region.region().name(),
                    region.nuclei(),
                    truth.map(known -> " (true: %d)".formatted(known.countIn(region.region())))
                            .orElse(""),
                    region.perCubicMillimetre());
        }
        truth.ifPresent(known -> line(
                text,
                "  %-12s %4d nuclei (true: %d)",
                "all",
                report.nuclei(),
                known.nuclei().size()));
        return text.toString();
    }

    private static String places(CacheTree tree) {
        if (!"file".equals(tree.location().getScheme())) {
            return "";
        }
        Path root = Path.of(tree.location());
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, "Look at:");
        line(text, "  heatmap   %s", root.resolve("report/heatmap/current/heatmap.png"));
        line(text, "  table     %s", root.resolve("report/measure/current/nuclei.csv"));
        line(text, "  nuclei    %s", root.resolve("report/split/current/labels.tif"));
        line(text, "  log       %s", root.resolve("report/split/current/log.txt"));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}
