package io.cachetree.examples;

import io.cachetree.examples.simulation.SimulationOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the scan comes from.
 *
 * @param file a TIFF stack; if there is none, the scan is simulated
 * @param simulation what to simulate
 */
public record Sample(Optional<Path> file, SimulationOptions simulation) {

    /** Returns a sample read from a TIFF stack. */
    public static Sample of(Path file) {
        return new Sample(Optional.of(file), SimulationOptions.seeded(0));
    }

    /** Returns a simulated sample. */
    public static Sample simulated(SimulationOptions simulation) {
        return new Sample(Optional.empty(), simulation);
    }
}
