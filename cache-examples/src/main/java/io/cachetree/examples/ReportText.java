package io.cachetree.examples;

import io.cachetree.CacheTree;
import io.cachetree.examples.density.RegionDensity;
import io.cachetree.examples.simulation.SimulatedNuclei;
import java.nio.file.Path;
import java.util.Formatter;
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
        Formatter text = new Formatter(Locale.ROOT);
        text.format(
                "%nthreshold %.2f, %d components, %d nuclei%n",
                report.threshold(), report.components(), report.nuclei());
        for (RegionDensity region : report.regions()) {
            text.format(
                    "  %-12s %4d nuclei%s  %.0f per mm3%n",
                    region.region().name(), region.nuclei(), truthOf(region), region.perCubicMillimetre());
        }
        truth.ifPresent(known -> text.format(
                "  %-12s %4d nuclei (true: %d)%n",
                "all", report.nuclei(), known.nuclei().size()));
        return text.toString();
    }

    private String truthOf(RegionDensity region) {
        return truth.map(known -> " (true: %d)".formatted(known.countIn(region.region())))
                .orElse("");
    }

    private static String places(CacheTree tree) {
        return switch (tree.location().getScheme()) {
            case "file" -> files(Path.of(tree.location()));
            case "memory" -> "";
            default -> "%nLook at it in the browser: mvn -q -Pcli -Dargs=\"view %s\"%n".formatted(tree.location());
        };
    }

    private static String files(Path tree) {
        return """

                Look at %s:
                  heatmap/current/heatmap.png        how dense the nuclei are
                  measure/current/nuclei.csv         where each is, and how large
                  load/current/scan.ome.zarr         the scan, in napari or Fiji
                  split/current/nuclei.ome.zarr      the nuclei, as labels upon it
                In the browser: mvn -q -Pcli -Dargs="view %s"
                """.formatted(tree.resolve("report"), tree);
    }
}
