package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.testkit.Peer;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.OmeImage;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cvpl_tools leaves behind is read; skipped where {@code python3} has no dask and no zarr of version 2. */
@Tag("once")
class CvplToolsInteropTest {

    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() throws Exception {
        Peer.require(
                "python3 with zarr 2 and dask (apt-get install python3-zarr python3-dask)",
                Peer.python(),
                "-c",
                "import dask.array, fsspec, zarr; assert zarr.__version__ < '3'");
        assertThat(Peer.run(Peer.python(), Peer.script("cvpl.py"), directory.toString()))
                .contains("done");
    }

    @Test
    void eachLevelOfASavedDaskArrayIsRead() throws IOException {
        Set<ElementType> types = EnumSet.noneOf(ElementType.class);
        List<Path> saved = saved();
        assertThat(saved).hasSize(80);
        for (Path each : saved) {
            OmeImage image = OmeImage.open(ArrayFiles.local(each.resolve("dask_im")));
            types.add(image.level(0).spec().type());
            assertLevels(image, each.toString());
        }
        assertThat(types).hasSize(10).contains(ElementType.FLOAT16, ElementType.BOOL);
    }

    @Test
    void aSavedDaskArrayIsOpenedAsAnImage() throws IOException {
        for (Path each : saved()) {
            StoredImage<?> image = Images.open(each.resolve("dask_im"));
            ArraySpec spec = image.array().spec();
            assertThat(image.dimensionsAsLongArray()).hasSize(spec.rank());
            assertThat(NdArray.of(image).elements()).as("%s in %s", spec, each).isEqualTo(new Formula(spec).all());
        }
    }

    @Test
    void labelsAreRead() throws IOException {
        OmeImage image = OmeImage.open(ArrayFiles.local(directory.resolve("labels3/dask_im")));
        assertThat(image.labelNames()).containsExactly("cells");
        assertLevels(image, "image");
        assertLevels(image.labels("cells"), "labels");
        assertThat(image.labels("cells").metadata().isLabels()).isTrue();
    }

    /** Channels of labels are written as a fourth direction in space, which no version of OME-Zarr allows. */
    @Test
    void labelsWithFourAxesInSpaceAreRefusedAndTheirImageIsRead() throws IOException {
        OmeImage image = OmeImage.open(ArrayFiles.local(directory.resolve("labels4/dask_im")));
        assertLevels(image, "image");
        assertThatThrownBy(() -> image.labels("cells"))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageStartingWith(
                        "Cannot open the image \"%s\": \"multiscales[0].axes\": expected 2 or 3 axes of type \"space\", found [",
                        directory.resolve("labels4/dask_im/labels/cells"));
        StoredImage<?> array = Images.open(directory.resolve("labels4/dask_im/labels/cells/0"));
        assertThat(NdArray.of(array).elements())
                .isEqualTo(new Formula(array.array().spec()).all());
    }

    @Test
    void aZipFileIsReadOnceItIsAFileSystem() throws IOException {
        Path zip = directory.resolve("0.zip");
        assertThatThrownBy(() -> Images.open(zip))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage(
                        "Cannot open the image \"%s\": it is a file, and an image of Zarr is a directory. Unpack it, or give \"FileSystems.newFileSystem(file).getPath(\"/\")\".",
                        zip);
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            StoredImage<?> image = Images.open(files.getPath("/"));
            assertThat(NdArray.of(image).elements())
                    .isEqualTo(new Formula(image.array().spec()).all());
        }
    }

    @Test
    void theDirectoryAroundAnImageNamesTheImage() {
        assertThatThrownBy(() -> Images.open(directory.resolve("0")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("Give one of the folders in it: [dask_im].");
    }

    @Test
    void aSavedNumpyArrayIsNoImage() {
        assertThatThrownBy(() -> Images.open(directory.resolve("im.npy")))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("it is a file, and an image of Zarr is a directory");
    }

    private static List<Path> saved() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .toList();
        }
    }

    /** Each coarser level has every second element of the one before in its last two dimensions. */
    private static void assertLevels(OmeImage image, String what) throws IOException {
        ArraySpec first = image.level(0).spec();
        Object all = new Formula(first).all();
        for (int level = 0; level < image.levels().size(); level++) {
            Box whole = Box.of(image.level(level).spec());
            assertThat(image.level(level).read(whole.min(), whole.intSize()))
                    .as("%s: level %d of %s", what, level, first)
                    .isEqualTo(every(1 << level, all, Box.of(first), whole));
        }
    }

    private static Object every(int step, Object all, Box from, Box to) {
        Object some = Array.newInstance(all.getClass().getComponentType(), to.elements());
        for (int i = 0; i < to.elements(); i++) {
            long[] at = to.at(i);
            at[at.length - 1] *= step;
            at[at.length - 2] *= step;
            Array.set(some, i, Array.get(all, from.number(at)));
        }
        return some;
    }
}
