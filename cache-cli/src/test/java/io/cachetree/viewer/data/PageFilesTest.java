package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {

    @TempDir
    private Path directory;

    @Test
    void thePageIsFoundInAJarWhereverItStands() throws IOException {
        for (String place : new String[] {"tools", "my tools", "100 % \u00fcber#1"}) {
            Path jar = Files.createDirectories(directory.resolve(place)).resolve("cachetree.jar");
            try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
                Path page = Files.createDirectories(files.getPath("/io/cachetree/viewer/page/image"));
                Files.writeString(page.resolve("canvas.js"), "");
                Files.writeString(page.resolveSibling("index.html"), "");
            }

            assertThat(PageFiles.found(
                            URI.create("jar:" + jar.toUri().toASCIIString() + "!/io/cachetree/viewer/page/index.html")))
                    .as(place)
                    .containsExactly("image/canvas.js", "index.html");
        }
    }
}
