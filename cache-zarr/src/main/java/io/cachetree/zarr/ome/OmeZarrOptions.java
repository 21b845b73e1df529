package io.cachetree.zarr.ome;

import io.cachetree.tree.CodecOptions;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.pyramid.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How an image is written; what is not set is null, and is taken from {@linkplain #over outer options} or by default.
 *
 * <pre>{@code
 * OmeZarrOptions.unset().withAxes("czyx").withVoxelSize(2, 0.5, 0.5).withUnit("micrometer").withChunks(Chunking.cube());
 * }</pre>
 *
 * @param axes a letter for each dimension, in the order t, c, z, y, x; by default as many from the right as there are
 *     dimensions, {@code czyx} for four
 * @param units one for all axes in space, one for each axis in space, or one for each axis ({@code ""} is none); by
 *     default none
 * @param voxelSize one for each axis in space, or one for each axis; by default 1. Of three for z, y and x, as of units, an image
 *     of y and x takes the last two, and so does one with channels or time that {@linkplain #over inherits} them
 * @param chunks by default {@link Chunking#flat()}
 * @param shards the number of elements of a shard for each axis; none, which is the default, make each chunk a file
 * @param levels how many; 0, which is the default, makes as many as it takes until a plane is at most 512 x 512
 * @param reduction what makes a level of the one before; by default {@link Reduction#MEAN}, and {@link Reduction#MODE}
 *     for labels
 * @param downsampling in which directions; by default y and x, and all if chunks are cubes
 * @param codecs by default blosc with zstd at level 1
 * @param content by default {@link Content#IMAGE}
 * @param channels a name for each channel
 * @param colors six hexadecimal digits for each channel; of labels, for 1, 2, 3 and so on
 * @param name the name of the image
 * @param version by default 0.4, and 0.5 with shards
 */
public record OmeZarrOptions(
        @Nullable String axes,
        @Nullable List<String> units,
        @Nullable List<Double> voxelSize,
        @Nullable Chunking chunks,
        @Nullable List<Integer> shards,
        @Nullable Integer levels,
        @Nullable Reduction reduction,
        @Nullable Downsampling downsampling,
        @Nullable CodecChain codecs,
        @Nullable Content content,
        @Nullable List<String> channels,
        @Nullable List<String> colors,
        @Nullable String name,
        @Nullable OmeVersion version)
        implements CodecOptions {

    private static final int VOLUME = 3; // z, y and x
    private static final OmeZarrOptions UNSET = new Draft().build();

    /** What elements are. */
    public enum Content {
        /** Brightness. */
        IMAGE,
        /** Each integer but 0 is an object. */
        LABELS
    }

    /** In which directions a level is half as large as the one before. */
    public enum Downsampling {
        /** y and x: what viewers of planes need. */
        PLANE,
        /** All directions in space. */
        ISOTROPIC
    }

    /**
     * Checks what can be checked without an image.
     *
     * @throws IllegalArgumentException if something cannot be right for any image
     */
    public OmeZarrOptions {
        units = copy(units);
        voxelSize = copy(voxelSize);
        shards = copy(shards);
        channels = copy(channels);
        colors = copy(colors);
        OptionRules.check(axes, units, voxelSize, shards, levels, colors);
    }

    /** Returns options of which none is set. */
    public static OmeZarrOptions unset() {
        return UNSET;
    }

    /** Returns colours that differ, always the same ones. */
    public static List<String> palette(int count) {
        return IntStream.range(0, count).mapToObj(OmeZarrOptions::color).toList();
    }

    /** By steps of the golden section, hues never come together. */
    private static String color(int number) {
        double hue = 6 * (number * 0.6180339887498949 % 1);
        int color = 0;
        for (int primary : new int[] {5, 3, 1}) {
            double place = (primary + hue) % 6;
            color = (color << 8) | (int) Math.round(255 - 200 * Math.max(0, Math.min(1, Math.min(place, 4 - place))));
        }
        return "%06X".formatted(color);
    }

    /** Returns whether an image of such elements can be written so, as far as elements tell: labels are integers. */
    public boolean fits(ElementType type) {
        return content != Content.LABELS || (!type.isFloat() && type != ElementType.BOOL);
    }

    @Override
    public CodecOptions over(CodecOptions outer) {
        return over((OmeZarrOptions) outer);
    }

    /**
     * Returns options in which those of others fill what is not set here. Units and sizes that were said for z, y and x do not
     * become those of channels or time: of three, axes without z that are set here take the last two, for y and x.
     */
    public OmeZarrOptions over(OmeZarrOptions outer) {
        return filledBy(outer, inSpace(outer.units, outer), inSpace(outer.voxelSize, outer));
    }

    private <T> @Nullable List<T> inSpace(@Nullable List<T> said, OmeZarrOptions outer) {
        boolean isForOtherAxes = axes != null && !axes.equals(outer.axes) && !axes.contains("z");
        return said != null && said.size() == VOLUME && isForOtherAxes ? said.subList(1, VOLUME) : said;
    }

    /** Returns options in which those of others, which were said for the same axes, fill what is not set here. */
    OmeZarrOptions filledBy(OmeZarrOptions outer) {
        return filledBy(outer, outer.units, outer.voxelSize);
    }

    private OmeZarrOptions filledBy(
            OmeZarrOptions outer, @Nullable List<String> outerUnits, @Nullable List<Double> outerSize) {
        return new OmeZarrOptions(
                first(axes, outer.axes),
                first(units, outerUnits),
                first(voxelSize, outerSize),
                first(chunks, outer.chunks),
                first(shards, outer.shards),
                first(levels, outer.levels),
                first(reduction, outer.reduction),
                first(downsampling, outer.downsampling),
                first(codecs, outer.codecs),
                first(content, outer.content),
                first(channels, outer.channels),
                first(colors, outer.colors),
                first(name, outer.name),
                first(version, outer.version));
    }

    /** Returns options with axes, a letter each: {@code "czyx"}. */
    public OmeZarrOptions withAxes(String other) {
        return with(draft -> draft.axes = other);
    }

    /** Returns options with one unit for all axes in space. */
    public OmeZarrOptions withUnit(String other) {
        return withUnits(other);
    }

    /** Returns options with a unit for each axis in space, or for each axis; {@code ""} is none. */
    public OmeZarrOptions withUnits(String... other) {
        return with(draft -> draft.units = List.of(other));
    }

    /** Returns options with the distance between elements along each axis in space, or along each axis. */
    public OmeZarrOptions withVoxelSize(double... other) {
        return with(draft -> draft.voxelSize = Arrays.stream(other).boxed().toList());
    }

    /** Returns options with chunks of another form. */
    public OmeZarrOptions withChunks(Chunking other) {
        return with(draft -> draft.chunks = other);
    }

    /** Returns options with chunks of given sizes. */
    public OmeZarrOptions withChunks(int... sizes) {
        return withChunks(Chunking.of(sizes));
    }

    /** Returns options with shards, or with none. */
    public OmeZarrOptions withShards(int... sizes) {
        return with(draft -> draft.shards = Arrays.stream(sizes).boxed().toList());
    }

    /** Returns options with a number of levels, at least 1. */
    public OmeZarrOptions withLevels(int count) {
        OptionRules.requireLevels(count);
        return with(draft -> draft.levels = count);
    }

    /** Returns options with as many levels as it takes until a plane is at most 512 x 512. */
    public OmeZarrOptions withAutomaticLevels() {
        return with(draft -> draft.levels = 0);
    }

    /** Returns options with another way to make a level of the one before. */
    public OmeZarrOptions withReduction(Reduction other) {
        return with(draft -> draft.reduction = other);
    }

    /** Returns options with other directions in which levels become smaller. */
    public OmeZarrOptions withDownsampling(Downsampling other) {
        return with(draft -> draft.downsampling = other);
    }

    /** Returns options with other codecs, in the order of encoding. */
    public OmeZarrOptions withCodecs(ByteCodec... other) {
        return with(draft -> draft.codecs = new CodecChain(List.of(other)));
    }

    /**
     * Returns options with a codec by its name.
     *
     * @param codec {@code blosc-zstd}, {@code blosc-lz4}, {@code zstd}, {@code gzip} or {@code none}; a level can follow,
     *     {@code zstd:3}
     */
    public OmeZarrOptions withCodec(String codec) {
        CodecChain chain = OptionRules.codec(codec);
        return with(draft -> draft.codecs = chain);
    }

    /** Returns options for an image, or for labels. */
    public OmeZarrOptions withContent(Content other) {
        return with(draft -> draft.content = other);
    }

    /** Returns options with a name for each channel. */
    public OmeZarrOptions withChannels(String... names) {
        return with(draft -> draft.channels = List.of(names));
    }

    /** Returns options with a colour for each channel, or for the labels from 1 on. */
    public OmeZarrOptions withColors(List<String> other) {
        return with(draft -> draft.colors = other);
    }

    /** Returns options with a name of the image. */
    public OmeZarrOptions withName(String other) {
        return with(draft -> draft.name = other);
    }

    /** Returns options with another version of OME-Zarr. */
    public OmeZarrOptions withVersion(OmeVersion other) {
        return with(draft -> draft.version = other);
    }

    private OmeZarrOptions with(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.build().filledBy(this);
    }

    private static <T> @Nullable T first(@Nullable T inner, @Nullable T outer) {
        return inner == null ? outer : inner;
    }

    private static <T> @Nullable List<T> copy(@Nullable List<T> list) {
        return list == null ? null : List.copyOf(list);
    }

    /** Options that are being set. */
    private static final class Draft {
        private @Nullable String axes;
        private @Nullable List<String> units;
        private @Nullable List<Double> voxelSize;
        private @Nullable Chunking chunks;
        private @Nullable List<Integer> shards;
        private @Nullable Integer levels;
        private @Nullable Reduction reduction;
        private @Nullable Downsampling downsampling;
        private @Nullable CodecChain codecs;
        private @Nullable Content content;
        private @Nullable List<String> channels;
        private @Nullable List<String> colors;
        private @Nullable String name;
        private @Nullable OmeVersion version;

        OmeZarrOptions build() {
            return new OmeZarrOptions(
                    axes,
                    units,
                    voxelSize,
                    chunks,
                    shards,
                    levels,
                    reduction,
                    downsampling,
                    codecs,
                    content,
                    channels,
                    colors,
                    name,
                    version);
        }
    }
}
