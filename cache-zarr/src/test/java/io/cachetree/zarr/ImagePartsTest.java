package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.codec.Codecs;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Verification;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.ValueDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.type.TypeReference;

/** Several images that are one result: one entry, with a directory for each. */
class ImagePartsTest {

    @SuppressWarnings("ArrayRecordComponent") // is never compared
    record Measured(
            Img<UnsignedShortType> smoothed,
            @OmeZarr(labels = true) Img<IntType> objects,
            Map<String, Integer> counts,
            double[] volumes,
            double threshold,
            int number) {}

    static class Steps {
        private int runs;

        @Cached(version = "1")
        public Map<String, Img<UnsignedShortType>> byChannel(int count) {
            runs++;
            Map<String, Img<UnsignedShortType>> images = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                images.put("channel-" + i, ImageCodecTest.ramp(5 + i, 4, 3));
            }
            return images;
        }

        @Cached(version = "1")
        public Measured measure(double threshold) {
            runs++;
            Img<IntType> objects = ArrayImgs.ints(6, 5, 4);
            objects.getAt(1, 2, 3).set(7);
            return new Measured(
                    ImageCodecTest.ramp(6, 5, 4),
                    objects,
                    Map.of("a", 1, "b", 2),
                    new double[] {41.5, Double.NaN},
                    threshold,
                    2);
        }

        @Cached(version = "1")
        public Map<String, Img<UnsignedShortType>> named(List<String> names) {
            runs++;
            Map<String, Img<UnsignedShortType>> images = new LinkedHashMap<>();
            names.forEach(name -> images.put(name, ImageCodecTest.ramp(3, 2)));
            return images;
        }
    }

    @TempDir
    private Path temp;

    private final Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);

    private <V> V call(Verification verification, Supplier<V> step) {
        try (CacheTree tree = CacheTree.open(temp.toString())) {
            return tree.with(CacheOptions.of(verification)).call(step::get);
        }
    }

    @ParameterizedTest
    @EnumSource
    void imagesOfAMapComeBackAsTheyWere(Verification verification) throws IOException {
        for (int run = 0; run < 2; run++) {
            Map<String, Img<UnsignedShortType>> images = call(verification, () -> steps.byChannel(3));
            assertThat(images).containsOnlyKeys("channel-0", "channel-1", "channel-2");
            for (int i = 0; i < 3; i++) {
                assertSame(Objects.requireNonNull(images.get("channel-" + i)), ImageCodecTest.ramp(5 + i, 4, 3));
            }
        }
        assertThat(steps.runs).isEqualTo(1);
        assertThat(names("by-channel/current"))
                .containsExactly("channel-0.ome.zarr", "channel-1.ome.zarr", "channel-2.ome.zarr");
        assertThat(records("by-channel")).hasSize(1);
    }

    private record Slide(Img<UnsignedShortType> pixels) {}

    @Test
    void imagesWithoutNamesAreRefusedWithWhatToReturnInstead() {
        assertRefused(new TypeReference<List<Img<UnsignedShortType>>>() {}, "Img<UnsignedShortType>");
        assertRefused(new TypeReference<Map<Integer, Img<?>>>() {}, "Img<?>");
        assertRefused(new TypeReference<Optional<Slide>>() {}, "Slide");
    }

    private static void assertRefused(TypeReference<?> type, String element) {
        assertThatThrownBy(() -> Codecs.of(List.of()).codecFor(type.getType()))
                .hasMessageStartingWith("No codec for ")
                .hasMessageEndingWith(
                        "\": each \"%1$s\" in it has files of its own, and nothing says what to call them. Return a record with a component for each, which may be null, or a \"Map<String, %1$s>\".",
                        element);
    }

    @Test
    void aMapWithoutImagesComesBackEmpty() {
        assertThat(call(Verification.CONTENT, () -> steps.byChannel(0))).isEmpty();
        assertThat(call(Verification.CONTENT, () -> steps.byChannel(0))).isEmpty();
        assertThat(steps.runs).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordOfImagesArraysAndNumbersComesBackAsItWas(Verification verification) throws IOException {
        for (int run = 0; run < 2; run++) {
            Measured measured = call(verification, () -> steps.measure(0.4));
            assertSame(measured.smoothed(), ImageCodecTest.ramp(6, 5, 4));
            assertThat(measured.objects().getAt(1, 2, 3).get()).isEqualTo(7);
            assertThat(measured.objects().getAt(0, 0, 0).get()).isZero();
            assertThat(measured.counts()).isEqualTo(Map.of("a", 1, "b", 2));
            assertThat(measured.volumes()).containsExactly(41.5, Double.NaN);
            assertThat(measured.threshold()).isEqualTo(0.4);
            assertThat(measured.number()).isEqualTo(2);
        }
        assertThat(steps.runs).isEqualTo(1);
        assertThat(names("measure/current")).containsExactly("objects.ome.zarr", "smoothed.ome.zarr", "volumes.npy");
        assertThat(records("measure")).hasSize(1);
    }

    @Test
    void damageOfOnePartIsAMissIfAllIsCheckedAndLeavesTheOthersReadable() throws IOException {
        call(Verification.CONTENT, () -> steps.measure(0.4));
        Path chunk = temp.resolve("measure/current/objects.ome.zarr/0/3/0/0").toRealPath();
        byte[] bytes = Files.readAllBytes(chunk);
        bytes[bytes.length - 1] ^= 1;
        Files.write(chunk, bytes);

        Measured hit = call(Verification.CONTENT, () -> steps.measure(0.4));
        assertThat(steps.runs).isEqualTo(1);
        assertSame(hit.smoothed(), ImageCodecTest.ramp(6, 5, 4));
        assertThatThrownBy(() -> hit.objects().getAt(1, 2, 3).get())
                .hasMessageContaining(chunk.toString())
                .hasMessageContaining("its content changed since it was committed");

        Measured again = call(Verification.ALL_CONTENT, () -> steps.measure(0.4));
        assertThat(steps.runs).isEqualTo(2);
        assertThat(again.objects().getAt(1, 2, 3).get()).isEqualTo(7);
    }

    @Test
    void keysThatCannotBeFilesAreAnErrorAndNothingIsCommitted() throws IOException {
        String allowed = "Use 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-', and no name that Windows reserves.";
        for (String key : List.of("../x", "", "a/b", "a\\b", "..", ".", "a b", "nul", "\u00e4", "x".repeat(101))) {
            assertThatThrownBy(() -> call(Verification.CONTENT, () -> steps.named(List.of("sound", key))))
                    .as(key)
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessage(
                            "Cannot commit Steps.named at node \"named\": Cannot write the result: the key \"%s\" of the map cannot be the name of a file. %s",
                            key, allowed);
        }
        assertThat(records("named")).isEmpty();
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files).noneMatch(file -> file.endsWith("x.ome.zarr"));
        }
    }

    @Test
    void keysThatDifferInCaseOnlyAreAnError() {
        assertThatThrownBy(() -> call(Verification.CONTENT, () -> steps.named(List.of("nuclei", "Nuclei"))))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot commit Steps.named at node \"named\": Cannot write the result: the keys \"nuclei\" and \"Nuclei\" of the map would be the same file where the case of letters does not count. Rename one of them.");
    }

    @Test
    void keysThatEndAsDirectoriesOfImagesDoAreKeptApart() {
        List<String> keys = List.of("a", "a.ome.zarr", "A.ome");
        assertThat(call(Verification.CONTENT, () -> steps.named(keys))).containsOnlyKeys(keys);
        assertThat(call(Verification.ALL_CONTENT, () -> steps.named(keys))).containsOnlyKeys(keys);
        assertThat(steps.runs).isEqualTo(1);
    }

    private static void assertSame(RandomAccessibleInterval<?> found, Img<?> expected) throws IOException {
        assertThat(NdArray.of(found)).isEqualTo(NdArray.of(expected));
        assertThat(ValueDigest.of(found)).isEqualTo(ValueDigest.of(expected));
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private List<String> records(String node) throws IOException {
        return names(node).stream().filter(name -> name.endsWith(".json")).toList();
    }
}
