package io.cachetree.examples.image;

import java.util.ArrayList;
import java.util.List;

/**
 * A named rectangle of the y, x plane, through all planes of the image.
 *
 * @param name what to call it, in letters fit for a directory name
 * @param top its first row
 * @param left its first column
 * @param height its number of rows
 * @param width its number of columns
 */
public record Region(String name, int top, int left, int height, int width) {

    private static final List<String> QUARTERS = List.of("north-west", "north-east", "south-west", "south-east");

    /**
     * Creates a region.
     *
     * @throws IllegalArgumentException if it starts before row or column 0, or is empty
     */
    public Region {
        if (top < 0 || left < 0 || height < 1 || width < 1) {
            throw new IllegalArgumentException("""
                    Cannot create region "%s" of %d x %d pixels at (%d, %d): it is empty or starts outside the image. \
                    Pass a first row and column from 0, and at least one pixel.""".formatted(name, height, width, top, left));
        }
    }

    /**
     * Divides the plane into four: north-west, north-east, south-west, south-east, in this order.
     *
     * @throws IllegalArgumentException if the plane has less than two rows or columns
     */
    public static List<Region> quarters(Shape shape) {
        List<Region> grid = grid(shape, 2, 2);
        List<Region> quarters = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            quarters.add(grid.get(i).named(QUARTERS.get(i)));
        }
        return List.copyOf(quarters);
    }

    /**
     * Divides the plane into a grid of regions whose sizes differ by at most a pixel; they cover it and do not overlap.
     *
     * @return the regions row by row, named {@code row-1-column-1} and so on
     * @throws IllegalArgumentException if there are more rows or columns than pixels, or less than one
     */
    public static List<Region> grid(Shape shape, int rows, int columns) {
        requireFits("row", rows, shape.height());
        requireFits("column", columns, shape.width());
        List<Region> regions = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int top = start(row, rows, shape.height());
                int left = start(column, columns, shape.width());
                int height = start(row + 1, rows, shape.height()) - top;
                int width = start(column + 1, columns, shape.width()) - left;
                String name = "row-%d-column-%d".formatted(row + 1, column + 1);
                regions.add(new Region(name, top, left, height, width));
            }
        }
        return List.copyOf(regions);
    }

    /**
     * Returns whether the point lies in the region, by the voxel it is nearest to; so each point of the image lies in
     * exactly one region of a grid.
     *
     * @param y in voxels, where a whole number is the centre of a row
     * @param x in voxels, where a whole number is the centre of a column
     */
    public boolean contains(double y, double x) {
        double row = Math.floor(y + 0.5);
        double column = Math.floor(x + 0.5);
        return row >= top && row < top + height && column >= left && column < left + width;
    }

    private Region named(String other) {
        return new Region(other, top, left, height, width);
    }

    private static int start(int part, int parts, int extent) {
        return (int) ((long) part * extent / parts);
    }

    private static void requireFits(String what, int parts, int extent) {
        if (parts < 1 || parts > extent) {
            throw new IllegalArgumentException(
                    "Cannot divide %d pixels into %d %ss: each needs a pixel. Use 1 to %d %ss."
                            .formatted(extent, parts, what, extent, what));
        }
    }
}
