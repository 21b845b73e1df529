package io.cachetree.zarr.ome;

import org.jspecify.annotations.Nullable;

/**
 * A hint how to show a channel of an image.
 *
 * @param label its name
 * @param color six hexadecimal digits, red before green before blue
 * @param isActive whether it is shown at first
 * @param window which elements are dark and which are bright, or null if nothing is said
 */
public record Channel(
        String label,
        String color,
        boolean isActive,
        @Nullable Window window) {

    /**
     * Which elements are dark and which are bright.
     *
     * @param min the least that can be chosen for the start
     * @param start what is black
     * @param end what is brightest
     * @param max the greatest that can be chosen for the end
     */
    public record Window(double min, double start, double end, double max) {}
}
