package io.cachetree.key.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {

    /** An hour from now, so that what a test writes is long settled. */
    private final FileContents contents = new FileContents(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));

    @TempDir
    Path directory;

    @Test
    void listsADirectoryByNameWithDigests() throws IOException {
        Files.createDirectory(directory.resolve("b"));
        Files.writeString(directory.resolve("b/c"), "x");
        Files.writeString(directory.resolve("a"), "y");

        assertThat(contents.of(directory))
                .containsExactly(
                        new FileContents.Part("", Optional.empty()),
                        new FileContents.Part("a", Optional.of(digest("y"))),
                        new FileContents.Part("b", Optional.empty()),
                        new FileContents.Part("b/c", Optional.of(digest("x"))));
    }

    @Test
    void readsAnUnchangedFileOnce() throws IOException {
        Path scan = Files.writeString(directory.resolve("scan.tif"), "pixels");
        contents.of(scan);
        Path sameFile = directory.resolve("..").resolve(directory.getFileName()).resolve("scan.tif");

        assertThat(contents.of(sameFile)).isEqualTo(contents.of(scan));
        assertThat(contents.reads()).isEqualTo(1);
    }

    /** However long the test takes, what it writes has just changed. */
    private static FileContents atTheTimeOfTheFile() {
        return new FileContents(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
    }

    @Test
    void readsAFileAgainThatJustChanged() throws IOException {
        FileContents now = atTheTimeOfTheFile();
        Path scan = Files.writeString(directory.resolve("scan.tif"), "pixels");
        now.of(scan);
        now.of(scan);

        assertThat(now.reads()).isEqualTo(2);
    }

    @Test
    void largeYoungFileIsNotReadTwiceToSeeWhetherItChanged() throws IOException {
        FileContents now = new FileContents();
        Path scan = Files.write(directory.resolve("scan.tif"), new byte[100_000]);

        assertThat(now.again(scan)).isEqualTo(now.again(scan));
        assertThat(now.reads()).isEqualTo(1);
        Files.write(scan, new byte[100_001]);
        now.again(scan);
        assertThat(now.reads()).isEqualTo(2);
    }

    @Test
    void smallYoungFileIsReadTwiceToSeeWhetherItChanged() throws IOException {
        FileContents now = atTheTimeOfTheFile();
        Path scan = Files.writeString(directory.resolve("scan.tif"), "pixels");
        now.of(scan);
        now.again(scan);

        assertThat(now.reads()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isNotDeceivedByATimeThatWasSetBack() throws IOException {
        Path scan = Files.writeString(directory.resolve("scan.tif"), "pixels");
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(scan, time);
        contents.of(scan);

        Object changed = Files.getAttribute(scan, "unix:ctime");
        do { // some systems tell times in steps of milliseconds
            Files.writeString(scan, "others");
            Files.setLastModifiedTime(scan, time);
        } while (Files.getAttribute(scan, "unix:ctime").equals(changed));

        assertThat(contents.of(scan)).containsExactly(new FileContents.Part("", Optional.of(digest("others"))));
    }

    @Test
    void aReplacedFileIsReadAgain() throws IOException {
        Path scan = Files.writeString(directory.resolve("scan.tif"), "pixels");
        contents.of(scan);
        Files.move(
                Files.writeString(directory.resolve("other.tif"), "others"),
                scan,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(contents.of(scan))
                .extracting(FileContents.Part::content)
                .isEqualTo(List.of(Optional.of(digest("others"))));
    }

    @Test
    void aPathThatLeadsNowhereIsAnError() {
        assertThatThrownBy(() -> contents.of(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsNeitherFileNorDirectoryIsAnError() {
        assertThatThrownBy(() -> contents.of(Path.of("/dev/null")))
                .isInstanceOf(IOException.class)
                .hasMessage("\"/dev/null\" is neither a file nor a directory");
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
