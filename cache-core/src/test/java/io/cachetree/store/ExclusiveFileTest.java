package io.cachetree.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveFileTest {

    @TempDir
    private Path temp;

    @Test
    void firstOneWinsByALink() throws IOException {
        Path target = temp.resolve("a.json");

        assertThat(new ExclusiveFile(target).create(file("first"), bytes("first")))
                .isTrue();
        assertThat(new ExclusiveFile(target).create(file("second"), bytes("second")))
                .isFalse();
        assertThat(target).hasContent("first");
    }

    @Test
    void fileThatIsThereWithOurContentIsOurs() throws IOException {
        Path target = Files.write(temp.resolve("a.json"), bytes("mine"));

        assertThat(new ExclusiveFile(target).create(file("mine"), bytes("mine")))
                .isTrue();
    }

    @Test
    void failureThatCreatedNothingIsThrown() {
        Path target = temp.resolve("missing/a.json");

        assertThatThrownBy(() -> new ExclusiveFile(target).create(file("mine"), bytes("mine")))
                .isInstanceOf(NoSuchFileException.class);
    }

    /** The file system in a ZIP file is one that knows no links, and is in every JDK. */
    @Test
    void firstOneWinsWhereThereAreNoLinks() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(
                URI.create("jar:" + temp.resolve("a.zip").toUri()), Map.of("create", "true"))) {
            Path target = zip.getPath("/a.json");
            Path temporary = Files.write(zip.getPath("/temporary"), bytes("first"));

            assertThat(new ExclusiveFile(target).create(temporary, bytes("first")))
                    .isTrue();
            assertThat(new ExclusiveFile(target).create(temporary, bytes("first")))
                    .as("a lost answer")
                    .isTrue();
            assertThat(new ExclusiveFile(target).create(temporary, bytes("second")))
                    .isFalse();
            assertThat(Files.readAllBytes(target)).isEqualTo(bytes("first"));
        }
    }

    private Path file(String content) throws IOException {
        return Files.write(temp.resolve(content), bytes(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
