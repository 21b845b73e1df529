package io.cachetree.viewer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.maintenance.copying.Copy;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.server.ViewerServer.Share;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A tree that is in no directory of this machine is shown as one that is. */
class TreeElsewhereTest {

    @TempDir
    private Path temp;

    private ServedTree original;
    private ServedTree copy;

    @BeforeEach
    void serve() throws IOException {
        Path tree = temp.resolve("tree");
        original = ServedTree.of(tree, Share.NOTHING);
        String zip = "zip:" + temp.resolve("runs.zip");
        try (Store from = Store.directory(tree);
                Copy all = Copy.of(from, NodePath.ROOT, zip)) {
            all.run(bytes -> {});
        }
        copy = ServedTree.serving(zip, tree, Share.NOTHING);
    }

    @AfterEach
    void close() {
        original.close();
        copy.close();
    }

    private JsonNode images(ServedTree served) throws IOException {
        JsonNode document = served.json("/data/nodes/measure/segment/@entries.json");
        assertThat(document.path("entries").size()).isEqualTo(2);
        return document.path("entries").get(0).path("images");
    }

    @Test
    void imagesAreDescribedByTheirMetadata() throws IOException {
        assertThat(images(copy)).isEqualTo(images(original));
        assertThat(images(copy).toString()).contains("\"kind\":\"labels\"", "\"shape\":[10,10]");
    }

    @Test
    void filesAreGivenWholeAndInParts() throws IOException {
        String log = original.file("measure/notes", "log.txt");

        assertThat(copy.get(log).text()).isEqualTo(original.get(log).text()).contains("threshold");
        assertThat(copy.get(log, "Range: bytes=3-6").text())
                .isEqualTo(original.get(log, "Range: bytes=3-6").text())
                .hasSize(4);
        assertThat(copy.get(log.replace("log.txt", "none.txt")).status()).isEqualTo(404);
    }
}
