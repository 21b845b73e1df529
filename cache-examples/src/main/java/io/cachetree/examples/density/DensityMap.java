package io.cachetree.examples.density;

import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import java.util.Arrays;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The density of nuclei over the y, x plane, as a grid of tiles.
 *
 * @param shape the shape of the image
 * @param rows the number of tiles along y
 * @param columns the number of tiles along x
 * @param tiles the tiles row by row, the first at the origin of the image
 * @param voxelSize the size of the voxels that the tiles are measured in
 */
public record DensityMap(Shape shape, int rows, int columns, List<RegionDensity> tiles, VoxelSize voxelSize) {

    /**
     * Creates a map.
     *
     * @throws IllegalArgumentException if the number of tiles is not rows times columns, or is zero
     */
    public DensityMap {
        tiles = List.copyOf(tiles);
        if (rows < 1 || columns < 1 || tiles.size() != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "Cannot create a density map of %d x %d tiles: %d tiles were given. Pass each tile of the grid."
                            .formatted(rows, columns, tiles.size()));
        }
    }

    /**
     * Counts the nuclei of each tile.
     *
     * @param shape the shape of the image
     * @throws IllegalArgumentException if there are more rows or columns than pixels, or less than one
     */
    public static DensityMap of(List<NucleusRow> nuclei, Shape shape, VoxelSize voxelSize, int rows, int columns) {
        List<RegionDensity> tiles = Region.grid(shape, rows, columns).stream()
                .map(region -> RegionDensity.of(nuclei, region, shape, voxelSize))
                .toList();
        return new DensityMap(shape, rows, columns, tiles, voxelSize);
    }

    /** Returns the map as an image with the pixels of the scan, so that it lies upon the scan: nuclei per mm³. */
    public Img<FloatType> image() {
        float[] pixels = new float[width() * height()];
        for (RegionDensity tile : tiles) {
            Region region = tile.region();
            for (int y = region.top(); y < region.top() + region.height(); y++) {
                int start = y * width() + region.left();
                Arrays.fill(pixels, start, start + region.width(), (float) tile.perCubicMillimetre());
            }
        }
        return ArrayImgs.floats(pixels, shape.planeDimensions());
    }

    /** Returns the number of columns of pixels. */
    int width() {
        return shape.width();
    }

    /** Returns the number of rows of pixels. */
    int height() {
        return shape.height();
    }

    /**
     * Returns a tile.
     *
     * @throws IndexOutOfBoundsException if there is no such tile
     */
    public RegionDensity tile(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "Tile (%d, %d) lies outside the map of %d x %d tiles.".formatted(row, column, rows, columns));
        }
        return tiles.get(row * columns + column);
    }
}
