package io.cachetree.zarr;

import io.cachetree.zarr.ome.Chunking;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.util.List;

/** Reads the options that an annotation sets. */
final class AnnotatedOptions {

    private AnnotatedOptions() {}

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if they cannot be right for any image
     */
    static OmeZarrOptions of(OmeZarr said) {
        OmeZarrOptions options = OmeZarrOptions.unset();
        options = said.axes().isEmpty() ? options : options.withAxes(said.axes());
        options = said.unit().length == 0 ? options : options.withUnits(said.unit());
        options = said.voxel().length == 0 ? options : options.withVoxelSize(said.voxel());
        options = said.shards().length == 0 ? options : options.withShards(said.shards());
        options = said.codec().isEmpty() ? options : options.withCodec(said.codec());
        options = said.channels().length == 0 ? options : options.withChannels(said.channels());
        options = said.colormap().length == 0 ? options : options.withColors(List.of(said.colormap()));
        options = said.name().isEmpty() ? options : options.withName(said.name());
        options = said.labels() ? options.withContent(OmeZarrOptions.Content.LABELS) : options;
        options = said.reduce().length == 0 ? options : options.withReduction(only("reduce", said.reduce()));
        options = said.version().length == 0 ? options : options.withVersion(only("version", said.version()));
        options = said.downsampling().length == 0
                ? options
                : options.withDownsampling(only("downsampling", said.downsampling()));
        return withLevels(said.levels(), withChunks(said, options));
    }

    private static OmeZarrOptions withChunks(OmeZarr said, OmeZarrOptions options) {
        if (said.chunkSize().length > 0) {
            require(said.chunks().length == 0, "chunks", "is given together with \"chunkSize\"");
            return options.withChunks(said.chunkSize());
        }
        if (said.chunks().length == 0) {
            return options;
        }
        Chunking.Form form = only("chunks", said.chunks());
        require(form != Chunking.Form.GIVEN, "chunks", "does not say which sizes; they belong into \"chunkSize\"");
        return options.withChunks(form == Chunking.Form.CUBE ? Chunking.cube() : Chunking.flat());
    }

    private static OmeZarrOptions withLevels(int levels, OmeZarrOptions options) {
        if (levels < 0) {
            return options;
        }
        return levels == 0 ? options.withAutomaticLevels() : options.withLevels(levels);
    }

    private static <V> V only(String attribute, V[] values) {
        require(values.length == 1, attribute, "has more than one value");
        return values[0];
    }

    private static void require(boolean isRight, String attribute, String wrong) {
        if (!isRight) {
            throw new IllegalArgumentException(
                    "Cannot read the annotation @OmeZarr: its \"%s\" %s. Give one value.".formatted(attribute, wrong));
        }
    }
}
