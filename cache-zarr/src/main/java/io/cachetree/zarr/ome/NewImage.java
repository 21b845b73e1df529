package io.cachetree.zarr.ome;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.metadata.ElementType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image that is to be written.
 *
 * <pre>{@code
 * NewImage nuclei = NewImage.of(ElementType.INT32, labels, 300, 2048, 2048);
 * OmeImage.write(files, NewImage.of(ElementType.UINT16, pixels, 300, 2048, 2048).withLabels("nuclei", nuclei), executor);
 * }</pre>
 *
 * @param type what its elements are
 * @param source where its elements come from
 * @param shape the number of elements in each dimension, in the order of the axes
 * @param options how it is written
 * @param labels label images that belong to it, by their names, in the order in which they are listed
 */
public record NewImage(
        ElementType type, BlockSource source, List<Long> shape, OmeZarrOptions options, Map<String, NewImage> labels) {

    /** Keeps its own copies. */
    public NewImage {
        shape = List.copyOf(shape);
        labels = new LinkedHashMap<>(labels);
    }

    /** Returns an image that is written with default options. */
    public static NewImage of(ElementType type, BlockSource source, long... shape) {
        return new NewImage(type, source, Arrays.stream(shape).boxed().toList(), OmeZarrOptions.unset(), Map.of());
    }

    /** Returns an image that is written in another way. */
    public NewImage with(OmeZarrOptions other) {
        return new NewImage(type, source, shape, other, labels);
    }

    /**
     * Returns an image with a label image below it.
     *
     * <p>What is not set for the labels is as for the image: version, unit and size of voxels, chunks that are flat or
     * cubes, levels, codecs.
     *
     * @param name of a folder
     */
    public NewImage withLabels(String name, NewImage image) {
        Map<String, NewImage> more = new LinkedHashMap<>(labels);
        more.put(name, image);
        return new NewImage(type, source, shape, options, more);
    }

    @Override
    public Map<String, NewImage> labels() {
        return Collections.unmodifiableMap(labels);
    }
}
