package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Verification;
import io.cachetree.zarr.OmeZarr;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.Chunking;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to images, compiled and run; {@link DocumentationTest} compares the two. */
class ImagesGuideTest {

    record Segmented(@OmeZarr(labels = true) Img<IntType> labels, double threshold) {}

    static class Nuclei {

        @Cached
        @OmeZarr(
                unit = "micrometer",
                voxel = {2, 0.5, 0.5})
        RandomAccessibleInterval<UnsignedShortType> brighter(RandomAccessibleInterval<UnsignedShortType> scan, int by) {
            return Converters.convert(scan, (in, out) -> out.set(in.get() + by), new UnsignedShortType());
        }

        @Cached
        Segmented segment(RandomAccessibleInterval<UnsignedShortType> scan, double threshold) {
            Img<IntType> labels = ArrayImgs.ints(scan.dimensionsAsLongArray());
            labels.firstElement().set(1);
            return new Segmented(labels, threshold);
        }

        @Cached
        NdArray ramp() {
            return NdArray.of(new short[3 * 4 * 5], ElementType.UINT16, 3, 4, 5); // z, y, x
        }
    }

    @TempDir
    private Path directory;

    private String in(String path) {
        return directory.resolve(path).toString();
    }

    @Test
    void imagesOfStepsAreOmeZarr() throws IOException {
        Nuclei steps = new Nuclei();
        Img<UnsignedShortType> scan = ArrayImgs.unsignedShorts(5, 4, 3);
        try (CacheTree tree = CacheTree.open(in("runs/mouse-12"))) {
            OmeZarrOptions options =
                    OmeZarrOptions.unset().withUnit("micrometer").withChunks(Chunking.cube());
            Segmented segmented =
                    tree.with(CacheOptions.of(options)).call(() -> steps.segment(steps.brighter(scan, 3), 0.4));

            assertThat(segmented.labels().firstElement().get()).isEqualTo(1);
            assertThat(tree.call(steps::ramp).shape()).containsExactly(3L, 4L, 5L);
            tree.with(CacheOptions.of(Verification.ALL_CONTENT))
                    .call(() -> steps.segment(steps.brighter(scan, 3), 0.4));
        }
        assertThat(directory.resolve("runs/mouse-12/segment/current/labels.ome.zarr/.zattrs"))
                .content()
                .contains("image-label", "micrometer");
        assertThat(directory.resolve("runs/mouse-12/brighter/current/brighter.ome.zarr/.zattrs"))
                .content()
                .contains("omero", "micrometer");
        opened();
    }

    private void opened() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path path = files.filter(file -> file.endsWith("brighter.ome.zarr"))
                    .findFirst()
                    .orElseThrow();
            StoredImage<?> scan = Images.open(path); // reads the metadata
            assertThat(scan.dimensionsAsLongArray()).containsExactly(5, 4, 3);
        }
    }
}
