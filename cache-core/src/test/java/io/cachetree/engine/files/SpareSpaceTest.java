package io.cachetree.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.CacheKey;
import io.cachetree.store.Stage;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where steps write while the storage fails. */
class SpareSpaceTest {

    private static final NodePath NODE = NodePath.parse("measure/segment");
    private static final CacheKey KEY = CacheKey.parse("0123456789abcdef0123456789abcdef");

    @Test
    void chunksOfImagesAreFilesAndNotInMemory() throws IOException {
        Path directory;
        try (SpareSpace spare = new SpareSpace()) {
            Stage stage = spare.stage(NODE, KEY);
            directory = stage.path();
            stage.write("image/c/0", List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));

            assertThat(directory.resolve("image/c/0")).hasBinaryContent(new byte[] {1, 2, 3});
            assertThat(spare.stage(NODE, KEY).path()).isNotEqualTo(directory);
        }
        Path root = Objects.requireNonNull(directory.getRoot())
                .resolve(directory.subpath(
                        0, directory.getNameCount() - NODE.toString().split("/").length - 1));
        assertThat(root.getFileName().toString()).startsWith("cachetree-");
        assertThat(root).as("all of it is gone").doesNotExist();
    }
}
