package io.cachetree.examples.simulation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;

/**
 * What to simulate; {@link #seeded} gives values that the example is tuned for, which can be changed one by one.
 *
 * @param seed another seed, another scan
 * @param shape of the scan in voxels
 * @param voxelSize of the scan
 * @param nuclei how many there are
 * @param touchingPairs how many pairs of them touch; the others keep their distance
 */
public record SimulationOptions(long seed, Shape shape, VoxelSize voxelSize, int nuclei, int touchingPairs) {

    /**
     * Creates options.
     *
     * @throws IllegalArgumentException if a number is negative, or there are more touching nuclei than nuclei
     */
    public SimulationOptions {
        if (nuclei < 0 || touchingPairs < 0 || touchingPairs > nuclei / 2) {
            throw new IllegalArgumentException(
                    "Cannot simulate %d nuclei with %d touching pairs: a pair takes two nuclei. Use 0 to %d pairs."
                            .formatted(nuclei, touchingPairs, Math.max(nuclei, 0) / 2));
        }
    }

    /** Returns options for 64 nuclei, of which 32 touch another, in 32 x 160 x 160 voxels of 1.0 x 0.5 x 0.5 µm. */
    public static SimulationOptions seeded(long seed) {
        return new SimulationOptions(seed, new Shape(32, 160, 160), VoxelSize.CONFOCAL, 64, 16);
    }

    /** Returns these options with another shape. */
    public SimulationOptions withShape(Shape other) {
        return new SimulationOptions(seed, other, voxelSize, nuclei, touchingPairs);
    }

    /** Returns these options with other numbers of nuclei and, among them, of touching pairs. */
    public SimulationOptions withNuclei(int number, int pairs) {
        return new SimulationOptions(seed, shape, voxelSize, number, pairs);
    }
}
