package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.Verification;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.image.ValueDigest;
import io.cachetree.zarr.ome.OmeVersion;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each file of an image in a tree, lost, cut off, lengthened or changed by a bit wherever it has another part: never are there
 * other pixels than those that were committed.
 */
class DamagedImagesTest {

    private static final long[] SIZE = {40, 30, 3};
    private static final OmeZarrOptions OPTIONS =
            OmeZarrOptions.unset().withLevels(2).withChunks(1, 16, 20);
    private static final OmeZarrOptions SHARDED = OPTIONS.withShards(2, 32, 40);

    /** How the image is written. */
    @SuppressWarnings("ImmutableEnumChecker") // options are
    enum Written {
        V04(OPTIONS),
        V04_BARE(OPTIONS.withCodec("none")),
        V04_LZ4(OPTIONS.withCodec("blosc-lz4")),
        V05(OPTIONS.withVersion(OmeVersion.V0_5)),
        V05_BARE(OPTIONS.withVersion(OmeVersion.V0_5).withCodec("none")),
        SHARDS(SHARDED),
        BARE_SHARDS(SHARDED.withCodec("none")),
        LZ4_SHARDS(SHARDED.withCodec("blosc-lz4")),
        ZSTD_SHARDS(SHARDED.withCodec("zstd"));

        private final OmeZarrOptions options;

        Written(OmeZarrOptions options) {
            this.options = options;
        }
    }

    static class Steps {
        private int runs;

        @Cached(version = "1")
        public Img<UnsignedShortType> scan() {
            runs++;
            return ImageCodecTest.ramp(SIZE);
        }
    }

    @TempDir
    private Path temp;

    private final List<CacheEvent> events = new ArrayList<>();
    private int copies;

    @ParameterizedTest
    @EnumSource
    void damagedPixelsAreAnErrorAndNeverOthers(Written written) throws IOException {
        Path directory = written(written);
        try (CacheTree tree = CacheTree.open(directory.toString())) {
            Steps steps = steps(tree);
            for (String file : files(directory, false)) {
                byte[] sound = Files.readAllBytes(directory.resolve(file));
                for (Map.Entry<String, Optional<byte[]>> each : damages(sound).entrySet()) {
                    damage(directory.resolve(file), each.getValue());
                    assertErrorOrSound(steps.scan(), file, "%s: %s %s".formatted(written, file, each.getKey()));
                }
                Files.write(directory.resolve(file), sound);
            }
            assertThat(steps.runs).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V04", "SHARDS"})
    void damagedMetadataIsAMiss(Written written) throws IOException {
        Path sound = written(written);
        for (String file : files(sound, true)) {
            assertComputedAgain(sound, file, Verification.CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V04", "SHARDS"})
    void damagedPixelsAreAMissIfAllIsChecked(Written written) throws IOException {
        Path sound = written(written);
        for (String file : files(sound, false)) {
            assertComputedAgain(sound, file, Verification.ALL_CONTENT);
        }
    }

    private Path written(Written written) {
        Path directory = temp.resolve("sound");
        try (CacheTree tree = CacheTree.open(directory.toString())) {
            tree.with(CacheOptions.of(written.options)).call(steps(tree)::scan);
        }
        return directory;
    }

    /** Returns the files of the image that are metadata, or pixels, in each of its levels. */
    private static List<String> files(Path tree, boolean isMetadata) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            List<String> files = all.filter(Files::isRegularFile)
                    .map(file -> tree.relativize(file).toString())
                    .filter(name -> name.contains(".ome.zarr/"))
                    .filter(name -> isMetadata == name.matches(".*/([.]z[a-z]+|zarr[.]json)"))
                    .sorted()
                    .toList();
            assertThat(files).hasSizeGreaterThan(2);
            return files;
        }
    }

    /** Returns what a file may have become; nothing is a file that is lost. */
    private static Map<String, Optional<byte[]>> damages(byte[] sound) {
        Map<String, Optional<byte[]>> damages = new LinkedHashMap<>();
        damages.put("is lost", Optional.empty());
        int length = sound.length;
        for (int to : new TreeSet<>(List.of(0, length / 2, length - 1))) {
            damages.put("is cut off at " + to, Optional.of(Arrays.copyOf(sound, to)));
        }
        damages.put("is longer", Optional.of(Arrays.copyOf(sound, length + 1)));
        for (int at : new TreeSet<>(List.of(0, 3, 5, 9, 13, 17, 40, length / 2, length - 25, length - 2, length - 1))) {
            if (at >= 0 && at < length) {
                byte[] changed = sound.clone();
                changed[at] ^= 1;
                damages.put("has another bit at " + at, Optional.of(changed));
            }
        }
        return damages;
    }

    private static void damage(Path file, Optional<byte[]> content) throws IOException {
        if (content.isEmpty()) {
            Files.delete(file);
        } else {
            Files.write(file, content.get());
        }
    }

    private Path copy(Path tree) throws IOException {
        Path copy = temp.resolve("copy" + copies++);
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (!Files.isSymbolicLink(each)) {
                    Files.copy(each, copy.resolve(tree.relativize(each).toString()));
                }
            }
        }
        return copy;
    }

    private void assertComputedAgain(Path sound, String file, Verification verification) throws IOException {
        byte[] content = Files.readAllBytes(sound.resolve(file));
        byte[] changed = content.clone();
        changed[content.length / 2] ^= 1;
        assertComputedAgain(sound, file, verification, Optional.empty());
        assertComputedAgain(sound, file, verification, Optional.of(changed));
        assertComputedAgain(sound, file, verification, Optional.of(Arrays.copyOf(content, content.length / 2)));
    }

    private void assertComputedAgain(Path sound, String file, Verification verification, Optional<byte[]> content)
            throws IOException {
        Path directory = copy(sound);
        damage(directory.resolve(file), content);
        events.clear();
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(directory.toString())) {
            Steps steps = steps(tree);
            Img<UnsignedShortType> image =
                    tree.with(CacheOptions.of(verification)).call(steps::scan);
            assertThat(steps.runs).as(file).isEqualTo(1);
            assertThat(events)
                    .as(file)
                    .filteredOn(CacheEvent.StepMissed.class::isInstance)
                    .extracting(event -> ((CacheEvent.StepMissed) event).reason())
                    .singleElement()
                    .isInstanceOf(MissReason.OutputDamaged.class);
            assertThat(isSound(image)).as(file).isTrue();
        }
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    /** Levels but the first are for viewers, so that what they are like is not seen here. */
    private static void assertErrorOrSound(Img<UnsignedShortType> image, String file, String what) {
        try {
            assertThat(isSound(image)).as(what).isTrue();
            assertThat(file).as(what).doesNotContain(".ome.zarr/0/");
        } catch (IOException e) {
            assertThat(e)
                    .as(what)
                    .hasMessageContaining(file)
                    .hasMessageStartingWith("Cannot read ")
                    .hasMessageContaining(
                            ". Run once with \"tree.with(CacheOptions.of(Verification.ALL_CONTENT))\", which computes damaged results again.");
        }
    }

    private static boolean isSound(Img<UnsignedShortType> image) throws IOException {
        return ValueDigest.of(((StoredImage<?>) image).array()).equals(ValueDigest.of(ImageCodecTest.ramp(SIZE)));
    }
}
