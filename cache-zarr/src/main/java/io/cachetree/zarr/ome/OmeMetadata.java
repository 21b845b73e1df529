package io.cachetree.zarr.ome;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image says of itself.
 *
 * @param version of OME-Zarr
 * @param name of the image, or {@code ""}
 * @param axes one for each dimension
 * @param levels from the largest to the smallest
 * @param reduction what made a level of the one before, in the words of whoever wrote it, or {@code ""}
 * @param channels how to show them; none if nothing is said
 * @param labelInfo more about labels, or null if elements are no labels
 */
public record OmeMetadata(
        OmeVersion version,
        String name,
        List<Axis> axes,
        List<Level> levels,
        String reduction,
        List<Channel> channels,
        @Nullable LabelInfo labelInfo) {

    /**
     * One level of an image.
     *
     * @param path where its array is, from the image
     * @param scale the distance between elements along each axis
     * @param translation where the first element (its middle) is along each axis
     */
    public record Level(String path, List<Double> scale, List<Double> translation) {

        /** Keeps its own copies. */
        public Level {
            scale = List.copyOf(scale);
            translation = List.copyOf(translation);
        }
    }

    /**
     * What is said about labels.
     *
     * @param colors eight hexadecimal digits, red, green, blue and opacity, for some of the labels
     * @param source where the image is that the labels are of, from the labels, such as {@code ../../}, or {@code ""}
     */
    public record LabelInfo(Map<Long, String> colors, String source) {

        /** Keeps its own copy. */
        public LabelInfo {
            colors = Map.copyOf(colors);
        }
    }

    /** Keeps its own copies. */
    public OmeMetadata {
        axes = List.copyOf(axes);
        levels = List.copyOf(levels);
        channels = List.copyOf(channels);
    }

    /** Returns whether elements are labels. */
    public boolean isLabels() {
        return labelInfo != null;
    }
}
