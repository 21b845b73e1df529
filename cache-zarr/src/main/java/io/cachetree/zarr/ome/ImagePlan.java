package io.cachetree.zarr.ome;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.metadata.ArrayMetadata;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.OmeZarrOptions.Content;
import io.cachetree.zarr.ome.OmeZarrOptions.Downsampling;
import io.cachetree.zarr.pyramid.ReducedSource;
import io.cachetree.zarr.pyramid.Reduction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that is decided about an image before a byte is written: options, defaults and shape, which fit each other.
 *
 * <p>An element of a level covers those that it is made of, and so its place is the middle between theirs:
 * {@link LevelPlan#translation()}.
 */
final class ImagePlan {

    /** Levels are added until a plane has no more elements in y and x: then a viewer can load it at once. */
    private static final long SMALL = 512;

    /**
     * One level.
     *
     * @param spec its array
     * @param factors how many elements of the level before make one, in each dimension
     * @param scale the distance between elements along each axis
     * @param translation where the first element is along each axis
     */
    record LevelPlan(ArraySpec spec, List<Integer> factors, List<Double> scale, List<Double> translation) {}

    private final NewImage image;
    private final OmeZarrOptions options;
    private final List<Axis> axes;
    private final List<Double> voxelSize;
    private final List<LevelPlan> levels;

    private ImagePlan(NewImage image) {
        this.image = image;
        this.options = image.options();
        this.axes = Axis.of(image.shape(), options);
        this.voxelSize = Axis.voxelSize(image.shape(), axes, options);
        requireSizes();
        requireVersion();
        requireContent();
        requireChannels();
        this.levels = planLevels();
    }

    /**
     * Returns the plan of an image.
     *
     * @throws IllegalArgumentException if its options do not fit the image, or each other
     */
    static ImagePlan of(NewImage image) {
        return new ImagePlan(image);
    }

    /**
     * Returns the plan of a label image below this image: what it does not say itself is as here.
     *
     * @throws IllegalArgumentException if it cannot be below this image
     */
    ImagePlan labels(String name, NewImage labels) {
        require(
                !name.isEmpty() && !name.startsWith(".") && name.chars().noneMatch(c -> c == '/' || c == '\\'),
                "the labels \"%s\" cannot be a folder".formatted(name),
                "Give a name without \"/\" that does not begin with \".\".");
        require(!isLabels() && labels.labels().isEmpty(), "labels have no labels below them", "Add them to an image.");
        ImagePlan plan = of(
                labels.with(labels.options().filledBy(optionsOfLabels(labels)).withContent(Content.LABELS)));
        require(
                plan.version() == version(),
                "the labels \"%s\" are of version %s"
                        .formatted(name, plan.version().label()),
                "Give the version %s, or none.".formatted(version().label()));
        require(
                plan.levels().size() == levels.size(),
                "the labels \"%s\" have %d levels, and the image has %d"
                        .formatted(name, plan.levels().size(), levels.size()),
                "Give as many, or none.");
        require(
                covers(plan),
                "the labels \"%s\" have the shape %s".formatted(name, plan.shape()),
                "Give labels that are as large as the image, or 1, along each axis that they have.");
        return plan;
    }

    private OmeZarrOptions optionsOfLabels(NewImage labels) {
        List<Integer> dimensions = dimensionsOf(labels);
        OmeZarrOptions outer = OmeZarrOptions.unset()
                .withVersion(version())
                .withLevels(levels.size())
                .withDownsampling(downsampling())
                .withCodecs(codecs().codecs().toArray(new ByteCodec[0]))
                .withUnits(dimensions.stream().map(d -> axes.get(d).unit()).toArray(String[]::new))
                .withVoxelSize(dimensions.stream().mapToDouble(voxelSize::get).toArray());
        return chunking().form() == Chunking.Form.GIVEN ? outer : outer.withChunks(chunking());
    }

    /** Returns the dimension here for each axis of labels. */
    private List<Integer> dimensionsOf(NewImage labels) {
        List<String> names = axes.stream().map(Axis::name).toList();
        List<String> theirs = Axis.names(labels.shape(), labels.options());
        theirs.forEach(name -> require(
                names.contains(name),
                "labels have the axis \"%s\", which the image does not have".formatted(name),
                "Give labels with axes of the image."));
        return theirs.stream().map(names::indexOf).toList();
    }

    private boolean covers(ImagePlan plan) {
        List<Integer> dimensions = dimensionsOf(plan.image);
        return IntStream.range(0, dimensions.size()).allMatch(d -> {
            long size = plan.shape().get(d);
            return size == 1 || size == image.shape().get(dimensions.get(d));
        });
    }

    List<Axis> axes() {
        return axes;
    }

    List<LevelPlan> levels() {
        return levels;
    }

    List<Double> voxelSize() {
        return voxelSize;
    }

    List<Long> shape() {
        return image.shape();
    }

    OmeZarrOptions options() {
        return options;
    }

    boolean isLabels() {
        return options.content() == Content.LABELS;
    }

    OmeVersion version() {
        return or(options.version(), shards().isEmpty() ? OmeVersion.V0_4 : OmeVersion.V0_5);
    }

    Reduction reduction() {
        return or(options.reduction(), isLabels() ? Reduction.MODE : Reduction.MEAN);
    }

    CodecChain codecs() {
        return or(options.codecs(), new CodecChain(List.of(BloscCodec.zstd())));
    }

    Downsampling downsampling() {
        boolean isCube = chunking().form() == Chunking.Form.CUBE;
        return or(options.downsampling(), isCube ? Downsampling.ISOTROPIC : Downsampling.PLANE);
    }

    /** Returns the dimension of the channels, or -1. */
    int channelAxis() {
        return axes.stream().map(Axis::name).toList().indexOf("c");
    }

    /** Returns the number of channels; an image without such an axis has one. */
    int channels() {
        int channelAxis = channelAxis();
        return channelAxis < 0 ? 1 : Math.toIntExact(image.shape().get(channelAxis));
    }

    Chunking chunking() {
        return or(options.chunks(), Chunking.flat());
    }

    private List<Integer> shards() {
        return or(options.shards(), List.of());
    }

    private void requireSizes() {
        int rank = axes.size();
        List<Integer> chunks = chunking().sizes();
        require(
                chunks.isEmpty() || chunks.size() == rank,
                "the chunks %s do not have %d sizes".formatted(chunks, rank),
                "Give a size for each axis.");
        require(
                shards().isEmpty() || shards().size() == rank,
                "the shards %s do not have %d sizes".formatted(shards(), rank),
                "Give a size for each axis.");
    }

    private void requireVersion() {
        require(
                shards().isEmpty() || version().format() == ZarrFormat.V3,
                "OME-Zarr %s has no shards".formatted(version().label()),
                "Give the version 0.5, or no shards.");
    }

    private void requireContent() {
        if (isLabels()) {
            require(
                    options.fits(image.type()),
                    "labels are integers, and its elements are %s"
                            .formatted(image.type().label()),
                    "Store labels as int32, or write it as an image.");
            require(
                    reduction() != Reduction.MEAN,
                    "the mean of labels is another label",
                    "Give the reduction \"mode\", or none.");
        }
    }

    private void requireChannels() {
        List<String> names = or(options.channels(), List.of());
        List<String> colors = isLabels() ? List.of() : or(options.colors(), List.of());
        require(!isLabels() || names.isEmpty(), "labels have no channels", "Give no names of channels.");
        require(
                names.isEmpty() || names.size() == channels(),
                "%d names are given for %d channels".formatted(names.size(), channels()),
                "Give a name for each channel.");
        require(
                colors.isEmpty() || colors.size() == channels(),
                "%d colours are given for %d channels".formatted(colors.size(), channels()),
                "Give a colour for each channel.");
    }

    private List<LevelPlan> planLevels() {
        int wanted = or(options.levels(), 0);
        List<LevelPlan> planned = new ArrayList<>();
        planned.add(firstLevel());
        while (wanted == 0 ? isLarge(last(planned)) : planned.size() < wanted) {
            LevelPlan next = nextLevel(last(planned));
            require(
                    next.factors().contains(2),
                    "%d levels are too many, the last of %d has a single element in each direction that becomes smaller"
                            .formatted(wanted, planned.size()),
                    "Give at most %d levels.".formatted(planned.size()));
            planned.add(next);
        }
        return List.copyOf(planned);
    }

    private static LevelPlan last(List<LevelPlan> planned) {
        return planned.get(planned.size() - 1);
    }

    private static boolean isLarge(LevelPlan level) {
        List<Long> shape = level.spec().shape();
        return Math.max(shape.get(shape.size() - 1), shape.get(shape.size() - 2)) > SMALL;
    }

    private LevelPlan firstLevel() {
        return new LevelPlan(
                spec(image.shape()),
                Collections.nCopies(axes.size(), 1),
                voxelSize,
                Collections.nCopies(axes.size(), 0.0));
    }

    private LevelPlan nextLevel(LevelPlan before) {
        List<Integer> factors = new ArrayList<>();
        List<Double> scale = new ArrayList<>();
        List<Double> translation = new ArrayList<>();
        for (int d = 0; d < axes.size(); d++) {
            int factor = isReduced(axes.get(d)) && before.spec().shape().get(d) > 1 ? 2 : 1;
            factors.add(factor);
            scale.add(before.scale().get(d) * factor);
            translation.add(
                    before.translation().get(d) + (factor - 1) * before.scale().get(d) / 2);
        }
        return new LevelPlan(spec(ReducedSource.shape(before.spec().shape(), factors)), factors, scale, translation);
    }

    /** A shard is read in parts, of which no digest of a file tells whether they are what was written. */
    private List<ByteCodec> stored() {
        List<ByteCodec> codecs = new ArrayList<>(codecs().codecs());
        if (!shards().isEmpty() && !codecs.contains(new Crc32cCodec())) {
            codecs.add(new Crc32cCodec());
        }
        return codecs;
    }

    private boolean isReduced(Axis axis) {
        return axis.isSpace()
                && (downsampling() == Downsampling.ISOTROPIC || !axis.name().equals("z"));
    }

    private ArraySpec spec(List<Long> shape) {
        List<Long> room = shards().isEmpty()
                ? shape
                : shards().stream().map(Integer::longValue).toList();
        List<Integer> chunks = chunking().chunks(image.type(), axes, room);
        ZarrFormat format = version().format();
        try {
            ArraySpec spec = ArraySpec.of(image.type(), toArray(shape))
                    .withFormat(format)
                    .withChunks(toInts(chunks))
                    .withShards(toInts(shards()))
                    .withCodecs(stored().toArray(new ByteCodec[0]));
            ArrayMetadata.of(spec);
            return format == ZarrFormat.V3
                    ? spec.withDimensionNames(axes.stream().map(Axis::name).toArray(String[]::new))
                    : spec;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot write an image of shape %s. %s".formatted(shape, e.getMessage()), e);
        }
    }

    private static long[] toArray(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private static int[] toInts(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static <T> T or(@Nullable T set, T otherwise) {
        return Objects.requireNonNullElse(set, otherwise);
    }

    private void require(boolean isRight, String why, String remedy) {
        require(isRight, image.shape(), why, remedy);
    }

    static void require(boolean isRight, List<Long> shape, String why, String remedy) {
        if (!isRight) {
            throw new IllegalArgumentException(
                    "Cannot write an image of shape %s: %s. %s".formatted(shape, why, remedy));
        }
    }
}
