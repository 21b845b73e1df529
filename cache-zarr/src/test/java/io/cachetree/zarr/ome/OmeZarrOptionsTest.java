package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Shuffle;
import io.cachetree.zarr.codec.ZstdCodec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.OmeZarrOptions.Content;
import io.cachetree.zarr.ome.OmeZarrOptions.Downsampling;
import io.cachetree.zarr.pyramid.Reduction;
import java.util.HashSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Options, laid over others, and each that cannot be. */
class OmeZarrOptionsTest {

    private static final OmeZarrOptions UNSET = OmeZarrOptions.unset();

    @Test
    void whatIsSetWinsOverOuterOptionsAndWhatIsNotSetIsTakenFromThem() {
        OmeZarrOptions outer =
                UNSET.withAxes("zyx").withLevels(3).withShards(64, 64, 64).withUnit("nanometer");
        OmeZarrOptions inner = UNSET.withAutomaticLevels().withShards().withName("nuclei");
        assertThat(inner.over(outer))
                .isEqualTo(UNSET.withAxes("zyx")
                        .withUnit("nanometer")
                        .withAutomaticLevels()
                        .withShards()
                        .withName("nuclei"));
        assertThat(UNSET.over(outer)).isEqualTo(outer);
        assertThat(outer.over(UNSET)).isEqualTo(outer);
    }

    @Test
    void onlyAxesInSpaceInheritWhatWasSaidForAVolume() {
        OmeZarrOptions volume = UNSET.withVoxelSize(2, 0.5, 0.25).withUnits("millimeter", "micrometer", "nanometer");
        OmeZarrOptions plane = UNSET.withVoxelSize(0.5, 0.25).withUnits("micrometer", "nanometer");

        for (String axes : List.of("cyx", "tyx", "tcyx", "yx")) {
            assertThat(UNSET.withAxes(axes).over(volume)).isEqualTo(plane.withAxes(axes));
        }
        for (String axes : List.of("zyx", "czyx")) {
            assertThat(UNSET.withAxes(axes).over(volume)).isEqualTo(volume.withAxes(axes));
        }
        assertThat(UNSET.withName("n").over(volume.withAxes("tyx")))
                .isEqualTo(volume.withAxes("tyx").withName("n"));
        assertThat(UNSET.withAxes("tyx").over(volume.withAxes("tyx"))).isEqualTo(volume.withAxes("tyx"));
        assertThat(volume.withAxes("tyx").over(plane)).isEqualTo(volume.withAxes("tyx"));
    }

    @Test
    void eachPartIsTakenFromOuterOptions() {
        OmeZarrOptions all = UNSET.withAxes("cyx")
                .withUnits("micrometer")
                .withVoxelSize(1, 2)
                .withChunks(1, 5, 5)
                .withShards(1, 10, 10)
                .withLevels(2)
                .withReduction(Reduction.MAX)
                .withDownsampling(Downsampling.ISOTROPIC)
                .withCodec("zstd:3")
                .withContent(Content.IMAGE)
                .withChannels("a", "b")
                .withColors(List.of("FF0000", "00FF00"))
                .withName("n")
                .withVersion(OmeVersion.V0_5);
        assertThat(UNSET).hasAllNullFieldsOrProperties();
        assertThat(all).hasNoNullFieldsOrProperties();
        assertThat(UNSET.over(all)).isEqualTo(all);
    }

    @Test
    void codecsHaveNames() {
        assertThat(UNSET.withCodec("blosc-zstd")).isEqualTo(UNSET.withCodecs(BloscCodec.zstd()));
        assertThat(UNSET.withCodec("blosc-lz4")).isEqualTo(UNSET.withCodecs(BloscCodec.lz4()));
        assertThat(UNSET.withCodec("blosc-zstd:3"))
                .isEqualTo(UNSET.withCodecs(new BloscCodec(BloscCompressor.ZSTD, 3, Shuffle.BYTE)));
        assertThat(UNSET.withCodec("zstd:-2")).isEqualTo(UNSET.withCodecs(new ZstdCodec(-2)));
        assertThat(UNSET.withCodec("gzip")).isEqualTo(UNSET.withCodecs(DeflateCodec.gzip(1)));
        assertThat(UNSET.withCodec("none").codecs()).isEqualTo(new CodecChain(List.of()));
    }

    @Test
    void unknownCodecIsRefused() {
        for (String codec : List.of("zip", "none:1", "zstd:", "zstd:x", "", "ZSTD")) {
            assertRefused(
                    () -> UNSET.withCodec(codec),
                    "Cannot use the codec \"%s\": it is not known. Give \"blosc-zstd\", \"blosc-lz4\", \"zstd\", \"gzip\" or \"none\", with a level if you like: \"zstd:3\"."
                            .formatted(codec));
        }
        assertRefused(
                () -> UNSET.withCodec("gzip:12"),
                "Cannot compress with deflate at level 12: levels are 0 to 9. Give one of them.");
    }

    @Test
    void axesThatAreUnknownDoubleOrInAnotherOrderAreRefused() {
        String give = ". Give some of \"t\", \"c\", \"z\", \"y\" and \"x\" in this order, such as \"czyx\".";
        assertRefused(
                () -> UNSET.withAxes("qyx"), "Cannot write an image with the axes \"qyx\": \"q\" is no axis" + give);
        assertRefused(
                () -> UNSET.withAxes("yyx"),
                "Cannot write an image with the axes \"yyx\": \"y\" is there twice" + give);
        assertRefused(
                () -> UNSET.withAxes("zcyx"),
                "Cannot write an image with the axes \"zcyx\": \"c\" stands too late" + give);
        for (String axes : List.of("", "tcz", "zx")) {
            assertRefused(
                    () -> UNSET.withAxes(axes),
                    "Cannot write an image with the axes \"%s\": \"y\" and \"x\" are not the last".formatted(axes)
                            + give);
        }
    }

    @Test
    void valuesThatNoImageHasAreRefused() {
        assertRefused(
                () -> UNSET.withUnit("um"),
                "Cannot write an image with the unit \"um\": OME-Zarr has no such name of a unit. Give a name such as \"micrometer\" or \"second\", or \"\" for none.");
        for (double size : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    () -> UNSET.withVoxelSize(1, size, 1),
                    "Cannot write an image with the voxel size %s: sizes are positive. Give another one."
                            .formatted(size));
        }
        assertRefused(
                () -> UNSET.withLevels(0),
                "Cannot write an image with 0 levels: there is at least one. Give 1 or more.");
        assertRefused(
                () -> UNSET.withShards(1, 0, 4),
                "Cannot write an image with the shards [1, 0, 4]: 0 is below 1. Give sizes of 1 or more.");
        for (int size : new int[] {0, -5}) {
            assertRefused(
                    () -> UNSET.withChunks(1, size),
                    "Cannot cut an image into GIVEN chunks of sizes [1, %d]: each is 1 or more. Give a size for each axis, or \"Chunking.flat()\"."
                            .formatted(size));
        }
        for (String color : List.of("red", "#FF0000", "FF00001", "GG0000", "")) {
            assertRefused(
                    () -> UNSET.withColors(List.of("00FF00", color)),
                    "Cannot write an image with the colour \"%s\": it does not have six hexadecimal digits. Give one such as \"FF8000\", red before green before blue."
                            .formatted(color));
        }
    }

    @Test
    void aPlaneTakesWhatIsSaidOfItsAxes() {
        ImagePlan plane = plan(
                UNSET.withVoxelSize(2, 0.5, 0.25).withUnits("meter", "millimeter", "micrometer"),
                ElementType.UINT8,
                4,
                4);
        assertThat(plane.voxelSize()).containsExactly(0.5, 0.25);
        assertThat(plane.axes()).extracting(Axis::unit).containsExactly("millimeter", "micrometer");
    }

    @Test
    void optionsThatDoNotFitTheImageAreRefused() {
        assertUnfit(UNSET, 7, "%s: 1 dimensions are not 2 to 5. Store it as another kind of array.");
        assertRefused(
                () -> plan(UNSET, ElementType.UINT8, 1, 1, 1, 1, 4, 4),
                "Cannot write an image of shape [1, 1, 1, 1, 4, 4]: 6 dimensions are not 2 to 5. Store it as another kind of array.");
        assertUnfit(UNSET.withAxes("zyx"), "%s: the axes \"zyx\" are not 2. Give an axis for each dimension.");
        assertUnfit(
                UNSET.withVoxelSize(1, 1, 1, 1),
                "%s: 4 voxel sizes are neither one for each axis nor one for each of the 2 in space. Give as many.");
        assertUnfit(
                UNSET.withUnits("meter", "meter", "meter", "meter"),
                "%s: 4 units are neither one for each axis nor one for each of the 2 in space. Give as many.");
        assertUnfit(
                UNSET.withChunks(1, 4, 4), "%s: the chunks [1, 4, 4] do not have 2 sizes. Give a size for each axis.");
        assertUnfit(UNSET.withShards(4), "%s: the shards [4] do not have 2 sizes. Give a size for each axis.");
        assertUnfit(
                UNSET.withShards(4, 4).withVersion(OmeVersion.V0_4),
                "%s: OME-Zarr 0.4 has no shards. Give the version 0.5, or no shards.");
        assertUnfit(
                UNSET.withShards(6, 6).withChunks(4, 4),
                "%s. Cannot describe an array by these shards: [6, 6] is no whole multiple of the chunks [4, 4]. Give shards that fit.");
        assertUnfit(
                UNSET.withChannels("a", "b"), "%s: 2 names are given for 1 channels. Give a name for each channel.");
        assertUnfit(
                UNSET.withColors(List.of("FF0000", "00FF00")),
                "%s: 2 colours are given for 1 channels. Give a colour for each channel.");
    }

    @Test
    void moreLevelsThanTheImageHasAreRefused() {
        String message =
                "Cannot write an image of shape %s: %d levels are too many, the last of %d has a single element in each direction that becomes smaller. Give at most %d levels.";
        assertRefused(() -> plan(UNSET.withLevels(2), ElementType.UINT8, 1, 1), message.formatted("[1, 1]", 2, 1, 1));
        assertRefused(() -> plan(UNSET.withLevels(9), ElementType.UINT8, 5, 3), message.formatted("[5, 3]", 9, 4, 4));
        assertRefused(
                () -> plan(UNSET.withLevels(2), ElementType.UINT8, 9, 1, 1), message.formatted("[9, 1, 1]", 2, 1, 1));
        assertThat(plan(UNSET.withLevels(4), ElementType.UINT8, 5, 3).levels()).hasSize(4);
    }

    @Test
    void labelsThatAreNoIntegersOrMeansAreRefused() {
        OmeZarrOptions labels = UNSET.withContent(Content.LABELS);
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT64, ElementType.BOOL)) {
            assertRefused(
                    () -> plan(labels, type, 4, 4),
                    "Cannot write an image of shape [4, 4]: labels are integers, and its elements are %s. Store labels as int32, or write it as an image."
                            .formatted(type.label()));
        }
        assertRefused(
                () -> plan(labels.withReduction(Reduction.MEAN), ElementType.INT32, 4, 4),
                "Cannot write an image of shape [4, 4]: the mean of labels is another label. Give the reduction \"mode\", or none.");
        assertRefused(
                () -> plan(labels.withChannels("a"), ElementType.INT32, 4, 4),
                "Cannot write an image of shape [4, 4]: labels have no channels. Give no names of channels.");
    }

    @Test
    void labelsThatDoNotFitTheirImageAreRefused() {
        ImagePlan image = plan(UNSET.withAxes("czyx"), ElementType.UINT16, 2, 6, 1000, 900);
        String cannot = "Cannot write an image of shape [2, 6, 1000, 900]: ";
        assertRefused(
                () -> image.labels("n", labels(6, 1000, 901)),
                cannot
                        + "the labels \"n\" have the shape [6, 1000, 901]. Give labels that are as large as the image, or 1, along each axis that they have.");
        assertRefused(
                () -> image.labels("n", labels(6, 1000, 900).with(UNSET.withAxes("tyx"))),
                cannot
                        + "labels have the axis \"t\", which the image does not have. Give labels with axes of the image.");
        assertRefused(
                () -> image.labels("n", labels(6, 1000, 900).with(UNSET.withLevels(1))),
                cannot + "the labels \"n\" have 1 levels, and the image has 2. Give as many, or none.");
        assertRefused(
                () -> image.labels("n", labels(6, 1000, 900).with(UNSET.withVersion(OmeVersion.V0_5))),
                cannot + "the labels \"n\" are of version 0.5. Give the version 0.4, or none.");
        for (String name : List.of("", "..", "a/b", ".zattrs")) {
            assertRefused(
                    () -> image.labels(name, labels(6, 1000, 900)),
                    cannot
                            + "the labels \"%s\" cannot be a folder. Give a name without \"/\" that does not begin with \".\"."
                                    .formatted(name));
        }
        assertRefused(
                () -> plan(UNSET.withContent(Content.LABELS), ElementType.INT32, 4, 4)
                        .labels("n", labels(4, 4)),
                "Cannot write an image of shape [4, 4]: labels have no labels below them. Add them to an image.");
    }

    @Test
    void flatChunksHaveAtMostTwoMebibytes() {
        assertThat(chunks(UNSET, ElementType.UINT16, 9, 3000, 700)).containsExactly(1, 1024, 700);
        assertThat(chunks(UNSET, ElementType.FLOAT32, 9, 3000, 3000)).containsExactly(1, 512, 1024);
        assertThat(chunks(UNSET, ElementType.FLOAT64, 9, 3000, 3000)).containsExactly(1, 512, 512);
        assertThat(chunks(UNSET.withShards(8, 512, 512), ElementType.UINT8, 9, 300, 300))
                .containsExactly(1, 512, 512);
    }

    @Test
    void cubesGoWithLevelsThatAreSmallerInAllDirections() {
        OmeZarrOptions cubes = UNSET.withChunks(Chunking.cube());
        ImagePlan plan = plan(cubes.withLevels(3).withVoxelSize(2, 0.5, 0.5), ElementType.UINT8, 2, 3, 200, 50);
        assertThat(plan.levels().get(0).spec().chunks()).containsExactly(1, 3, 64, 50);
        assertThat(plan.levels().get(1).spec().shape()).containsExactly(2L, 2L, 100L, 25L);
        assertThat(plan.levels().get(2).spec().shape()).containsExactly(2L, 1L, 50L, 13L);
        assertThat(plan.levels().get(2).scale()).containsExactly(1.0, 8.0, 2.0, 2.0);
        assertThat(plan.levels().get(2).translation()).containsExactly(0.0, 3.0, 0.75, 0.75);
        ImagePlan flat = plan(cubes.withDownsampling(Downsampling.PLANE).withLevels(2), ElementType.UINT8, 9, 9, 9);
        assertThat(flat.levels().get(1).spec().shape()).containsExactly(9L, 5L, 5L);
    }

    @Test
    void levelsStopWhereAPlaneIsSmall() {
        assertThat(plan(UNSET, ElementType.UINT8, 512, 512).levels()).hasSize(1);
        assertThat(plan(UNSET, ElementType.UINT8, 3, 513, 1).levels()).hasSize(2);
        assertThat(plan(UNSET, ElementType.UINT8, 3, 100, 9000).levels()).hasSize(6);
    }

    @Test
    void axesFollowTheNumberOfDimensions() {
        assertThat(names(4, 4)).containsExactly("y", "x");
        assertThat(names(4, 4, 4)).containsExactly("z", "y", "x");
        assertThat(names(4, 4, 4, 4)).containsExactly("c", "z", "y", "x");
        assertThat(names(4, 4, 4, 4, 4)).containsExactly("t", "c", "z", "y", "x");
    }

    @Test
    void paletteIsStableAndItsColoursDiffer() {
        assertThat(OmeZarrOptions.palette(3)).containsExactly("FF3737", "3771FF", "ACFF37");
        assertThat(new HashSet<>(OmeZarrOptions.palette(200))).hasSizeGreaterThan(190);
    }

    private static List<String> names(long... shape) {
        return plan(UNSET, ElementType.UINT8, shape).axes().stream()
                .map(Axis::name)
                .toList();
    }

    private static List<Integer> chunks(OmeZarrOptions options, ElementType type, long... shape) {
        return plan(options, type, shape).levels().get(0).spec().chunks();
    }

    private static NewImage labels(long... shape) {
        return NewImage.of(ElementType.INT32, (min, size, into) -> {}, shape);
    }

    private static ImagePlan plan(OmeZarrOptions options, ElementType type, long... shape) {
        return ImagePlan.of(NewImage.of(type, (min, size, into) -> {}, shape).with(options));
    }

    private static void assertUnfit(OmeZarrOptions options, String message) {
        assertRefused(
                () -> plan(options, ElementType.UINT8, 20, 30),
                message.formatted("Cannot write an image of shape [20, 30]"));
    }

    private static void assertUnfit(OmeZarrOptions options, long size, String message) {
        assertRefused(
                () -> plan(options, ElementType.UINT8, size),
                message.formatted("Cannot write an image of shape [" + size + "]"));
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
