package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathFingerprintsTest {

    private final Fingerprints fingerprints = Fingerprints.of(List.of());

    @TempDir
    Path directory;

    private Path run;

    @BeforeEach
    void createARun() throws IOException {
        run = directory.resolve("run");
        Files.createDirectories(run.resolve("zarr/0"));
        Files.writeString(run.resolve("zarr/0/chunk"), "pixels");
        Files.writeString(run.resolve("log.txt"), "done");
    }

    @Test
    void contentOfAFileCountsAndItsNameDoesNot() throws IOException {
        Path one = Files.writeString(directory.resolve("one.tif"), "pixels");
        Path other = Files.writeString(directory.resolve("other.tif"), "pixels");
        Path third = Files.writeString(directory.resolve("third.tif"), "others");

        assertThat(fingerprints.of(one)).isEqualTo(fingerprints.of(other)).isNotEqualTo(fingerprints.of(third));
    }

    @Test
    void aFileThatWasWrittenAMomentAgoIsReadAgain() throws IOException {
        Path scan = Files.writeString(directory.resolve("scan.tif"), "before");
        Fingerprint before = fingerprints.of(scan);
        Files.writeString(scan, "behind");

        assertThat(fingerprints.of(scan)).isNotEqualTo(before);
    }

    @Test
    void namesAndContentsInsideADirectoryCount() throws IOException {
        Fingerprint before = fingerprints.of(run);

        Files.writeString(run.resolve("zarr/0/chunk"), "others");
        Fingerprint changed = fingerprints.of(run);
        Files.writeString(run.resolve("zarr/0/chunk"), "pixels");
        assertThat(fingerprints.of(run)).isEqualTo(before).isNotEqualTo(changed);

        Files.move(run.resolve("zarr/0"), run.resolve("zarr/1"));
        assertThat(fingerprints.of(run)).isNotEqualTo(before);
    }

    @Test
    void anEmptyDirectoryCounts() throws IOException {
        Fingerprint before = fingerprints.of(run);
        Files.createDirectory(run.resolve("empty"));

        assertThat(fingerprints.of(run)).isNotEqualTo(before);
    }

    @Test
    void aDirectoryWithOneFileIsNotTheFile() throws IOException {
        assertThat(fingerprints.of(run.resolve("zarr/0"))).isNotEqualTo(fingerprints.of(run.resolve("zarr/0/chunk")));
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws IOException {
        Path file = Files.createSymbolicLink(directory.resolve("scan"), run.resolve("zarr/0/chunk"));
        Path all = Files.createSymbolicLink(directory.resolve("all"), run);

        assertThat(fingerprints.of(file)).isEqualTo(fingerprints.of(run.resolve("zarr/0/chunk")));
        assertThat(fingerprints.of(all)).isEqualTo(fingerprints.of(run));
    }

    @Test
    void aMissingFileIsAClearError() {
        assertThatThrownBy(() -> fingerprints.of(List.of(run.resolve("scan.tif"))))
                .hasMessage("""
                Cannot fingerprint "[0]": there is no file "%s", and the content of a Path is what counts. Check the \
                path; if the step writes there, mark the parameter @CacheUrl or @Unkeyed; if only the name counts, pass a \
                String.""".formatted(run.resolve("scan.tif")));
    }

    @Test
    void aLinkToADirectoryAroundItIsAClearError() throws IOException {
        Files.createSymbolicLink(run.resolve("zarr/around"), run);

        assertThatThrownBy(() -> fingerprints.of(run))
                .hasMessageStartingWith("Cannot fingerprint the value: file \"%s\" cannot be read: ".formatted(run))
                .hasMessageEndingWith(". Check the file and its permissions.")
                .hasMessageContaining("FileSystemLoopException");
    }
}
