package io.cachetree.zarr.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.image.Identity;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.image.ValueDigest;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.Chunking;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.ome.OmeZarrOptions;
import io.cachetree.zarr.place.WebServer.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that a web server has. */
@Timeout(60)
class ImagesOnWebServersTest {

    @TempDir
    private Path temp;

    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(temp);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Writes an image of 3 x 20 x 30 whose values are all different and, but for the first, not zero. */
    private NdArray write(String name, OmeZarrOptions options) throws IOException {
        short[] values = new short[3 * 20 * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) i;
        }
        NdArray array = NdArray.of(values, ElementType.UINT16, 3, 20, 30);
        NewImage image = NewImage.of(
                        ElementType.UINT16,
                        (min, size, into) -> {
                            for (int i = 0, at = (int) min[0] * 600; i < size[0] * 600; i++, at++) {
                                ((short[]) into)[i] = (short) at;
                            }
                        },
                        3,
                        20,
                        30)
                .with(options);
        OmeImage.write(ArrayFiles.local(temp.resolve(name)), image, Runnable::run);
        return array;
    }

    private NdArray write(String name) throws IOException {
        return write(name, OmeZarrOptions.unset().withLevels(1));
    }

    @Test
    void areReadChunkByChunk() throws IOException {
        NdArray written = write("scan.ome.zarr");

        StoredImage<?> image = Images.open(server.uri("scan.ome.zarr"));

        assertThat(server.requests()).noneMatch(each -> each.contains("/0/0/0"));
        assertThat(image.name()).isEqualTo(server.uri("scan.ome.zarr").toString());
        image.getAt(5, 5, 1);
        assertThat(server.requests()).containsExactly("GET /scan.ome.zarr/0/1/0/0");
        assertThat(NdArray.of(image)).isEqualTo(written);
    }

    @Test
    void areReadInPartsOfShards() throws IOException {
        OmeZarrOptions shards = OmeZarrOptions.unset()
                .withLevels(1)
                .withChunks(Chunking.of(1, 20, 30))
                .withShards(3, 20, 30);
        NdArray written = write("scan.ome.zarr", shards);

        assertThat(NdArray.of(Images.open(server.uri("scan.ome.zarr/")))).isEqualTo(written);

        server.has(Flaw.NO_RANGES);
        assertThatThrownBy(() -> Images.open(server.uri("scan.ome.zarr")).getAt(0, 0, 0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        "the server sends whole files only. Copy the image to a disk, or to a server that "
                                + "answers range requests.");
    }

    @Test
    void areKnownByTheFilesOfTheirFullResolutionOrByTheirValues() throws IOException {
        NdArray written = write("scan.ome.zarr");
        URI url = server.uri("scan.ome.zarr");
        StoredImage<?> image = Images.open(url);
        server.requests();

        assertThat(image.identity()).isEqualTo(Images.open(url).identity());
        assertThat(server.requests())
                .contains("GET /scan.ome.zarr/0/.zarray", "HEAD /scan.ome.zarr/0/2/0/0")
                .noneMatch(each -> each.startsWith("GET /scan.ome.zarr/0/2"));
        Files.setLastModifiedTime(temp.resolve("scan.ome.zarr/0/2/0/0"), FileTime.fromMillis(1));
        assertThat(Images.open(url).identity()).isNotEqualTo(image.identity());
        assertThat(Images.open(url, Identity.VALUES).identity())
                .isEqualTo(ValueDigest.of(written).digest());
    }

    @Test
    void serversThatSayNothingOfChangesAreNoticed() throws IOException {
        write("scan.ome.zarr");
        server.has(Flaw.NO_TIMES);
        StoredImage<?> image = Images.open(server.uri("scan.ome.zarr"));

        assertThatThrownBy(image::identity)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "Cannot look at the files of the image \"%s\": Cannot tell whether \"%s\" changes: the server "
                                + "says neither its time nor its version. Open the image with Identity.VALUES.",
                        server.uri("scan.ome.zarr"), server.uri("scan.ome.zarr/0/0/0/0"));
    }

    /** Of such an answer nobody knows whether a chunk is all zeros. */
    @Test
    void whatIsForbiddenIsNotAbsent() throws IOException {
        write("scan.ome.zarr");
        StoredImage<?> image = Images.open(server.uri("scan.ome.zarr"));
        Files.delete(temp.resolve("scan.ome.zarr/0/1/0/0"));
        server.has(Flaw.FORBIDS_WHAT_IS_ABSENT);

        assertThatThrownBy(() -> image.getAt(0, 0, 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        "Cannot read \"%s\": the server answered 403. Check the address and the right to " + "read it.",
                        server.uri("scan.ome.zarr/0/1/0/0"));
    }

    @Test
    void aServerThatFailedIsAskedAgainTheNextTime() throws IOException {
        NdArray written = write("scan.ome.zarr");
        StoredImage<?> image = Images.open(server.uri("scan.ome.zarr"));
        for (Flaw flaw : List.of(Flaw.FAILS, Flaw.STOPS_HALFWAY)) {
            server.has(flaw);
            assertThatThrownBy(() -> image.getAt(0, 0, 2))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot read");
        }
        server.has();

        assertThat(NdArray.of(image)).isEqualTo(written);
    }

    @Test
    void aSignatureGoesWithEachRequestAndIntoNoMessage() throws IOException {
        write("my scan.ome.zarr");
        URI url = server.uri("my%20scan.ome.zarr?signature=secret");
        StoredImage<?> image = Images.open(url);
        image.getAt(0, 0, 0);

        assertThat(server.requests()).isNotEmpty().allMatch(each -> each.endsWith("?signature=secret"));
        assertThat(image.name()).isEqualTo(server.uri("my%20scan.ome.zarr").toString());
        server.has(Flaw.FAILS);
        assertThatThrownBy(() -> image.getAt(0, 0, 2)).message().doesNotContain("secret");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Images.open(server.uri("nothing")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        "%s: Cannot open an image here: there is neither an image of OME-Zarr nor an array of Zarr. Give the "
                                + "directory of an image.",
                        server.uri("nothing"));
        server.close();
        assertThatThrownBy(() -> Images.open(server.uri("nothing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Check the address and the network, and try again.");
        assertThatThrownBy(() -> Images.open(URI.create("gs://bucket/scan.zarr")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot open the image \"gs://bucket/scan.zarr\": its scheme is not known. Give a URL with "
                        + "\"http:\", \"https:\" or \"file:\", or a path.");
    }

    @Test
    void aFileUrlIsAPath() throws IOException {
        NdArray written = write("my scan.ome.zarr");

        assertThat(NdArray.of(Images.open(temp.resolve("my scan.ome.zarr").toUri())))
                .isEqualTo(written);
    }

    @Test
    void namesThatLeadOutsideAndWritingAreRefused() {
        ArrayFiles files = HttpFiles.at(server.uri("scan"));

        for (String name : List.of("../other", "", "a//b", "./a")) {
            assertThatThrownBy(() -> files.size(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> files.create("0/0", List.of(ByteBuffer.allocate(1))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Cannot write \"%s\": a web server is only read.", server.uri("scan/0/0"));
        assertThat(server.requests()).isEmpty();
    }
}
