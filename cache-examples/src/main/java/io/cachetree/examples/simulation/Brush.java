package io.cachetree.examples.simulation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;

/** Paints the voxels whose centres lie in one ellipsoid. */
final class Brush {

    private final Ellipsoid nucleus;
    private final Shape shape;
    private final VoxelSize size;
    private final double cosine;
    private final double sine;

    Brush(Ellipsoid nucleus, Shape shape, VoxelSize size) {
        this.nucleus = nucleus;
        this.shape = shape;
        this.size = size;
        cosine = StrictMath.cos(nucleus.angle());
        sine = StrictMath.sin(nucleus.angle());
    }

    void paint(float[] voxels, float grey) {
        for (int z = first(nucleus.z(), size.z()); z <= last(nucleus.z(), size.z(), shape.depth()); z++) {
            for (int y = first(nucleus.y(), size.y()); y <= last(nucleus.y(), size.y(), shape.height()); y++) {
                for (int x = first(nucleus.x(), size.x()); x <= last(nucleus.x(), size.x(), shape.width()); x++) {
                    if (covers(z * size.z(), y * size.y(), x * size.x())) {
                        voxels[shape.index(z, y, x)] = grey;
                    }
                }
            }
        }
    }

    private boolean covers(double z, double y, double x) {
        double dz = (z - nucleus.z()) / nucleus.radiusZ();
        double dy = y - nucleus.y();
        double dx = x - nucleus.x();
        double along = (dx * cosine + dy * sine) / nucleus.radiusLong();
        double across = (dy * cosine - dx * sine) / nucleus.radiusShort();
        return dz * dz + along * along + across * across <= 1;
    }

    private int first(double centre, double spacing) {
        return (int) Math.max(0, Math.ceil((centre - nucleus.reach()) / spacing));
    }

    private int last(double centre, double spacing, int extent) {
        return (int) Math.min(extent - 1, Math.floor((centre + nucleus.reach()) / spacing));
    }
}
