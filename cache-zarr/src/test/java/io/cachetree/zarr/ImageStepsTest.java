package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.StoreException;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.Reuse;
import io.cachetree.tree.Verification;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.ome.OmeVersion;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Cast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that take and return images, in a real tree. */
class ImageStepsTest {

    private static final long[] SIZE = {40, 30, 5};

    record Segmented(@OmeZarr(labels = true) Img<IntType> labels, Img<?> smoothed, double threshold) {}

    static class Pipeline {
        private int runs;

        @Cached
        @OmeZarr(
                unit = "micrometer",
                voxel = {2, 0.5, 0.5},
                name = "scan")
        public RandomAccessibleInterval<UnsignedShortType> acquire(long seed) {
            runs++;
            return plus(ImageCodecTest.ramp(SIZE), (int) seed);
        }

        @Cached
        public RandomAccessibleInterval<UnsignedShortType> brighter(
                RandomAccessibleInterval<UnsignedShortType> scan, int by) {
            runs++;
            return plus(scan, by);
        }

        @Cached
        public Segmented segment(RandomAccessibleInterval<UnsignedShortType> scan, double threshold) {
            runs++;
            Img<IntType> labels = ArrayImgs.ints(scan.dimensionsAsLongArray());
            labels.firstElement().set(7);
            return new Segmented(labels, ImageCodecTest.ramp(SIZE), threshold);
        }

        @Cached
        @OmeZarr(
                shards = {8, 32, 64},
                chunkSize = {4, 16, 32})
        public Img<UnsignedShortType> inShards() {
            return ImageCodecTest.ramp(SIZE);
        }

        @Cached
        @OmeZarr(
                shards = {8, 32, 64},
                chunkSize = {4, 16, 32},
                codec = "none")
        public Img<UnsignedShortType> inShardsAsTheyAre() {
            return ImageCodecTest.ramp(SIZE);
        }

        @Cached
        public RandomAccessibleInterval<UnsignedShortType> failsAtAPixel() {
            return Converters.convert(
                    (RandomAccessibleInterval<UnsignedShortType>) ImageCodecTest.ramp(SIZE),
                    (in, out) -> {
                        throw new IllegalArgumentException("too dark");
                    },
                    new UnsignedShortType());
        }

        @Cached
        public Img<UnsignedShortType> isInterrupted() {
            runs++;
            if (runs == 1) {
                Thread.currentThread().interrupt();
            }
            return ImageCodecTest.ramp(SIZE);
        }

        @Cached
        public Img<FloatType> declaredOtherwise() {
            return Cast.unchecked(ImageCodecTest.ramp(SIZE));
        }

        @Cached
        public NdArray array() {
            return NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, ElementType.FLOAT32, 2, 3);
        }

        @Cached
        @OmeZarr(voxel = {-1, 1, 1})
        public Img<UnsignedShortType> wronglyAnnotated() {
            runs++;
            return ImageCodecTest.ramp(SIZE);
        }

        @Cached
        @OmeZarr(labels = true)
        public Img<FloatType> labelsThatAreNone() {
            runs++;
            return ArrayImgs.floats(SIZE);
        }

        @Cached
        @OmeZarr(shards = {1, 2_000_000_000, 2_000_000_000})
        public Img<UnsignedShortType> inEnormousShards() {
            return ImageCodecTest.ramp(SIZE);
        }

        private static RandomAccessibleInterval<UnsignedShortType> plus(
                RandomAccessibleInterval<UnsignedShortType> image, int by) {
            return Converters.convert(image, (in, out) -> out.set(in.get() + by), new UnsignedShortType());
        }
    }

    @TempDir
    private Path temp;

    private final List<CacheEvent> events = new ArrayList<>();

    private CacheTree open() {
        events.clear();
        return CacheTree.builder()
                .listener(events::add)
                .open(temp.resolve("tree").toString());
    }

    private static Pipeline in(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Pipeline.class);
    }

    private List<Path> find(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("tree"))) {
            return files.filter(file -> !file.toString().contains("current")
                            && file.toString().endsWith(suffix))
                    .toList();
        }
    }

    private List<Path> chunks() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("tree"))) {
            return files.filter(
                            file -> file.toString().matches(".*[.]ome[.]zarr/.*/[0-9]+") && Files.isRegularFile(file))
                    .toList();
        }
    }

    @Test
    void imageStandsInTheTreeAsOmeZarr() throws IOException {
        try (CacheTree tree = open()) {
            in(tree).acquire(3);
        }

        OmeImage image = OmeImage.open(ArrayFiles.local(find("scan.ome.zarr").get(0)));
        assertThat(image.level(0).spec().shape()).containsExactly(5L, 30L, 40L);
        assertThat(image.metadata().name()).isEqualTo("scan");
        assertThat(image.metadata().channels()).extracting("label").containsExactly("scan");
        assertThat(image.metadata().axes()).extracting("unit").containsOnly("micrometer");
        assertThat(image.metadata().levels().get(0).scale()).containsExactly(2.0, 0.5, 0.5);
    }

    @Test
    void firstRunAndHitReturnTheSameLazyImage() throws IOException {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            RandomAccessibleInterval<UnsignedShortType> first = steps.acquire(3);
            RandomAccessibleInterval<UnsignedShortType> hit = steps.acquire(3);

            assertThat(steps.runs).isEqualTo(1);
            assertThat(first).isInstanceOf(StoredImage.class);
            assertThat(hit).isInstanceOf(StoredImage.class);
            assertThat(((StoredImage<?>) hit).digest()).isEqualTo(((StoredImage<?>) first).digest());
            assertThat(hit.getAt(39, 29, 4).get()).isEqualTo((40 * 30 * 5 - 1) * 7 + 3);
        }
    }

    @Test
    void aChainOfHitsReadsNoPixel() throws IOException {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            steps.segment(steps.brighter(steps.acquire(3), 2), 0.4);
        }
        for (Path chunk : chunks()) {
            Files.delete(chunk);
        }
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            steps.segment(steps.brighter(steps.acquire(3), 2), 0.4);

            assertThat(steps.runs).isZero();
        }
    }

    @Test
    void aResultThatIsTheSameLeavesWhatFollowsValid() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            steps.brighter(steps.acquire(3), 2);
            RandomAccessibleInterval<UnsignedShortType> again =
                    tree.with(CacheOptions.of(Reuse.REFRESH)).call(() -> steps.acquire(3));
            events.clear();
            steps.brighter(again, 2);

            assertThat(events).hasOnlyElementsOfType(CacheEvent.StepHit.class);
        }
    }

    @Test
    void whyAStepRanSaysWhichImageItWasGiven() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            steps.brighter(steps.acquire(3), 2);
            steps.brighter(ArrayImgs.unsignedShorts(7, 5), 2);
        }

        assertThat(events)
                .filteredOn(CacheEvent.StepMissed.class::isInstance)
                .map(event -> ((CacheEvent.StepMissed) event).reason().text())
                .last()
                .isEqualTo("scan image \"scan.ome.zarr\"… -> image uint16…");
    }

    @Test
    void anImageInMemoryIsKnownByItsValuesAsWell() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            steps.brighter(steps.acquire(0), 2);
            steps.brighter(ImageCodecTest.ramp(SIZE), 2);

            assertThat(steps.runs).isEqualTo(2);
        }
    }

    @Test
    void eachImageOfARecordIsADirectoryOfItsOwn() throws IOException {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            Segmented segmented = steps.segment(ImageCodecTest.ramp(SIZE), 0.4);
            Segmented hit = steps.segment(ImageCodecTest.ramp(SIZE), 0.4);

            assertThat(steps.runs).isEqualTo(1);
            assertThat(hit.threshold()).isEqualTo(0.4);
            assertThat(segmented.labels().firstElement().get()).isEqualTo(7);
            assertThat(hit.labels().firstElement().get()).isEqualTo(7);
        }
        assertThat(Files.readString(find("labels.ome.zarr").get(0).resolve(".zattrs")))
                .contains("image-label");
        assertThat(Files.readString(find("smoothed.ome.zarr").get(0).resolve(".zattrs")))
                .contains("omero")
                .doesNotContain("image-label");
    }

    @Test
    void optionsOfThePipelineAreInheritedAndOverriddenByTheStep() throws IOException {
        OmeZarrOptions options = OmeZarrOptions.unset()
                .withVersion(OmeVersion.V0_5)
                .withUnit("nanometer")
                .withVoxelSize(9, 9, 9);
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            tree.with(CacheOptions.of(options)).call(() -> steps.brighter(steps.acquire(3), 1));
        }

        OmeImage scan = OmeImage.open(ArrayFiles.local(find("scan.ome.zarr").get(0)));
        OmeImage brighter =
                OmeImage.open(ArrayFiles.local(find("brighter.ome.zarr").get(0)));
        assertThat(scan.metadata().version()).isEqualTo(OmeVersion.V0_5);
        assertThat(scan.metadata().levels().get(0).scale()).containsExactly(2.0, 0.5, 0.5);
        assertThat(brighter.metadata().levels().get(0).scale()).containsExactly(9.0, 9.0, 9.0);
    }

    @Test
    void wrongOptionsAreAnErrorBeforeTheStepRuns() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);

            assertThatThrownBy(steps::wronglyAnnotated)
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessageStartingWith("Cannot run Pipeline.wronglyAnnotated at node \"wrongly-annotated\": ")
                    .hasMessageContaining("-1.0");
            assertThat(steps.runs).isZero();
        }
    }

    @Test
    void whatPixelsThrowThatAreComputedLateReachesTheCallerUnchanged() {
        try (CacheTree tree = open()) {
            assertThatThrownBy(in(tree)::failsAtAPixel)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("too dark");
        }
    }

    @Test
    void anInterruptWhileAnImageIsWrittenIsToldAsSuchAndTheNextRunWorks() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);

            try {
                assertThatThrownBy(steps::isInterrupted)
                        .isInstanceOf(StoreException.class)
                        .hasMessageStartingWith("Cannot write the result of ")
                        .hasMessageEndingWith(
                                ": the thread was interrupted. Run again: what is committed stays, the rest is computed.");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(steps.isInterrupted().firstElement().get()).isZero();
        }
    }

    @Test
    void otherPixelsThanThoseDeclaredAreAnErrorBeforeTheyAreWritten() throws IOException {
        try (CacheTree tree = open()) {
            assertThatThrownBy(in(tree)::declaredOtherwise)
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessageEndingWith(
                            "Cannot store the image as it is declared: its pixels are uint16, and not \"FloatType\". Convert it,"
                                    + " or declare it as it is.");
        }
        assertThat(chunks()).isEmpty();
    }

    @Test
    void labelsThatAreDeclaredAsFractionsAreAnErrorBeforeTheStepRuns() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);

            assertThatThrownBy(steps::labelsThatAreNone)
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessage(
                            "Cannot run Pipeline.labelsThatAreNone at node \"labels-that-are-none\": Cannot write labels: they are integers, and the pixels are float32. Return labels as Img<IntType>, or an image that is not labels.");
            assertThat(steps.runs).isZero();
        }
    }

    @Test
    void shardsThatWouldNotBeReadAgainAreAnError() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);

            assertThatThrownBy(steps::inEnormousShards)
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessageStartingWith(
                            "Cannot commit Pipeline.inEnormousShards at node \"in-enormous-shards\": Cannot write an image of shape [5, 30, 40]. Cannot write an array that would not be read again: chunks of a shard: expected at most 1048576, found ")
                    .hasMessageEndingWith(". Give smaller chunks, or smaller shards.");
        }
    }

    @Test
    void arraysComeBackAsTheyWere() {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            NdArray array = NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, ElementType.FLOAT32, 2, 3);

            assertThat(steps.array()).isEqualTo(array);
            assertThat(steps.array()).isEqualTo(array);
        }
    }

    private void damage(Damage damage) throws IOException {
        try (CacheTree tree = open()) {
            in(tree).acquire(3);
        }
        for (Path chunk : chunks()) {
            damage.on(chunk);
        }
    }

    /** Damages a file. */
    @FunctionalInterface
    private interface Damage {
        void on(Path file) throws IOException;
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    private static void cutOff(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    private void assertDamageIsAnErrorWhenPixelsAreRead(Damage damage) throws IOException {
        damage(damage);
        try (CacheTree tree = open()) {
            RandomAccessibleInterval<UnsignedShortType> hit = in(tree).acquire(3);

            assertThatThrownBy(() -> hit.getAt(0, 0, 0).get())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("scan.ome.zarr")
                    .hasMessageEndingWith(
                            ". Run once with \"tree.with(CacheOptions.of(Verification.ALL_CONTENT))\", which computes damaged results again.")
                    .message()
                    .doesNotContain("Bring the file back")
                    .containsOnlyOnce("Cannot read \"");
        }
    }

    private void assertDamageIsAMissIfAllIsChecked(Damage damage) throws IOException {
        damage(damage);
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            RandomAccessibleInterval<UnsignedShortType> computed =
                    tree.with(CacheOptions.of(Verification.ALL_CONTENT)).call(() -> steps.acquire(3));

            assertThat(steps.runs).isEqualTo(1);
            assertThat(computed.getAt(0, 0, 0).get()).isEqualTo(3);
            assertThat(events)
                    .filteredOn(CacheEvent.StepMissed.class::isInstance)
                    .extracting(event -> ((CacheEvent.StepMissed) event).reason())
                    .singleElement()
                    .isInstanceOf(MissReason.OutputDamaged.class);
        }
    }

    @Test
    void aDeletedChunkIsAnErrorAndNeverZeros() throws IOException {
        assertDamageIsAnErrorWhenPixelsAreRead(Files::delete);
    }

    @Test
    void aChunkThatIsCutOffIsAnError() throws IOException {
        assertDamageIsAnErrorWhenPixelsAreRead(ImageStepsTest::cutOff);
    }

    @Test
    void aChunkWithAnotherBitIsAnError() throws IOException {
        assertDamageIsAnErrorWhenPixelsAreRead(ImageStepsTest::flip);
    }

    @Test
    void aShardWithAnotherBitIsAnErrorWhereverItIs() throws IOException {
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            for (Supplier<Img<?>> step : List.<Supplier<Img<?>>>of(steps::inShards, steps::inShardsAsTheyAre)) {
                assertThat(step.get()).isInstanceOf(StoredImage.class);
                Path shard = find("/0/c/0/0/0").get(0);
                byte[] committed = Files.readAllBytes(shard);
                for (int at = 0; at < committed.length; at += committed.length / 50) {
                    byte[] damaged = committed.clone();
                    damaged[at] ^= 4;
                    Files.write(shard, damaged);
                    Img<?> hit = step.get();

                    assertThatThrownBy(hit::copy).as("%s, byte %d", shard, at).isInstanceOf(UncheckedIOException.class);
                }
                Files.move(shard, shard.resolveSibling("damaged"));
            }
        }
    }

    @Test
    void aDeletedChunkIsAMissIfAllIsChecked() throws IOException {
        assertDamageIsAMissIfAllIsChecked(Files::delete);
    }

    @Test
    void aChunkWithAnotherBitIsAMissIfAllIsChecked() throws IOException {
        assertDamageIsAMissIfAllIsChecked(ImageStepsTest::flip);
    }

    @Test
    void damagedMetadataIsAMiss() throws IOException {
        try (CacheTree tree = open()) {
            in(tree).acquire(3);
        }
        flip(find("scan.ome.zarr").get(0).resolve(".zattrs"));
        try (CacheTree tree = open()) {
            Pipeline steps = in(tree);
            steps.acquire(3);

            assertThat(steps.runs).isEqualTo(1);
        }
    }
}
