package io.cachetree.examples.simulation;

/**
 * The true form of a nucleus: an ellipsoid, turned in the y, x plane. All lengths in micrometres, from the centre of
 * the first voxel.
 *
 * @param z its centre along z
 * @param y its centre along y
 * @param x its centre along x
 * @param radiusZ its half-axis along z
 * @param radiusLong its longer half-axis in the plane
 * @param radiusShort its shorter half-axis in the plane
 * @param angle between x and the longer half-axis, in radians
 */
public record Ellipsoid(
        double z, double y, double x, double radiusZ, double radiusLong, double radiusShort, double angle) {

    /** Returns the radius of a sphere around the centre that it fits into. */
    double reach() {
        return Math.max(radiusZ, Math.max(radiusLong, radiusShort));
    }

    /** Returns the distance of the centres. */
    double distanceTo(Ellipsoid other) {
        double dz = z - other.z;
        double dy = y - other.y;
        double dx = x - other.x;
        return Math.sqrt(dz * dz + dy * dy + dx * dx);
    }
}
