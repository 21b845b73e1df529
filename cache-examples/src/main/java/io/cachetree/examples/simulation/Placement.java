package io.cachetree.examples.simulation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Chooses where the nuclei are, by trial: one nucleus, or two that touch, go to a random place, and are taken back if
 * they stick out of the scan or come too near to others.
 */
final class Placement {

    private static final int TRIALS = 10_000;
    private static final double RADIUS = 3.4; // micrometres
    private static final double SPREAD = 0.15; // of the half-axes, as a part of the radius
    private static final double GAP = 2.0; // micrometres between nuclei that do not touch
    private static final double OVERLAP = 0.15; // of nuclei that touch, at most, as a part of the distance

    private final SimulationOptions options;
    private final Random random;
    private final List<Ellipsoid> nuclei = new ArrayList<>();

    private Placement(SimulationOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    static List<Ellipsoid> of(SimulationOptions options) {
        Placement placement = new Placement(options);
        for (int i = 0; i < options.touchingPairs(); i++) {
            placement.add(placement::pair);
        }
        for (int i = 2 * options.touchingPairs(); i < options.nuclei(); i++) {
            placement.add(placement::single);
        }
        return List.copyOf(placement.nuclei);
    }

    private void add(Supplier<List<Ellipsoid>> group) {
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Ellipsoid> candidates = group.get();
            if (candidates.stream().allMatch(this::fits)) {
                nuclei.addAll(candidates);
                return;
            }
        }
        throw new IllegalArgumentException("""
                Cannot place %d nuclei in %s voxels: no room was found for nucleus %d. \
                Use fewer nuclei or a larger shape.""".formatted(options.nuclei(), options.shape(), nuclei.size() + 1));
    }

    private List<Ellipsoid> single() {
        Shape shape = options.shape();
        VoxelSize size = options.voxelSize();
        double z = random.nextDouble() * (shape.depth() - 1) * size.z();
        double y = random.nextDouble() * (shape.height() - 1) * size.y();
        double x = random.nextDouble() * (shape.width() - 1) * size.x();
        return List.of(nucleus(z, y, x));
    }

    private List<Ellipsoid> pair() {
        Ellipsoid one = single().get(0);
        double dz = random.nextGaussian();
        double dy = random.nextGaussian();
        double dx = random.nextGaussian();
        double distance = 2 * RADIUS * (1 - OVERLAP * random.nextDouble());
        double scale = distance / Math.sqrt(dz * dz + dy * dy + dx * dx);
        return List.of(one, nucleus(one.z() + dz * scale, one.y() + dy * scale, one.x() + dx * scale));
    }

    private Ellipsoid nucleus(double z, double y, double x) {
        double one = radius();
        double other = radius();
        double angle = random.nextDouble() * StrictMath.PI;
        return new Ellipsoid(z, y, x, radius(), Math.max(one, other), Math.min(one, other), angle);
    }

    private double radius() {
        return RADIUS * (1 + SPREAD * (2 * random.nextDouble() - 1));
    }

    private boolean fits(Ellipsoid nucleus) {
        Shape shape = options.shape();
        VoxelSize size = options.voxelSize();
        return inside(nucleus.z(), nucleus.reach(), (shape.depth() - 1) * size.z())
                && inside(nucleus.y(), nucleus.reach(), (shape.height() - 1) * size.y())
                && inside(nucleus.x(), nucleus.reach(), (shape.width() - 1) * size.x())
                && nuclei.stream().allMatch(other -> apart(nucleus, other));
    }

    private static boolean inside(double centre, double reach, double extent) {
        return centre >= reach && centre <= extent - reach;
    }

    private static boolean apart(Ellipsoid one, Ellipsoid other) {
        return one.distanceTo(other) >= one.reach() + other.reach() + GAP;
    }
}
