package io.cachetree.examples;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the real scan that some tests use, which is not part of the project: "NEUBIAS/EMBL CBA training resources",
 * doi 10.5281/zenodo.14264508, CC BY 4.0.
 */
public final class RealScan {

    private RealScan() {}

    /** Returns the file; the test is skipped where it is not there. */
    public static Path file() {
        Path folder = folder();
        Path file = folder.resolve("nuclei-3d.tif");
        assumeThat(Files.isRegularFile(file))
                .as("the scan %s is not here; name its folder by -Dcachetree.data or CACHETREE_DATA", file)
                .isTrue();
        return file;
    }

    private static Path folder() {
        String property = System.getProperty("cachetree.data");
        String variable = System.getenv("CACHETREE_DATA");
        String given = property != null ? property : variable;
        return given != null ? Path.of(given) : Path.of("..", "..", "shared", "data");
    }
}
