package io.cachetree.viewer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.viewer.server.RawClient.Answer;
import io.cachetree.viewer.server.ViewerServer.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs get. */
class SharingTest {

    @TempDir
    static Path tree;

    private static ServedTree served;
    private static String prefix;
    private static String chunk;

    @BeforeAll
    static void serve() throws IOException {
        served = ServedTree.of(tree, Share.IMAGES);
        prefix = "/" + served.json("/data/tree.json").path("share").asString();
        try (Stream<Path> files = Files.walk(tree.resolve("measure/segment"))) {
            Path file = files.filter(Files::isRegularFile)
                    .filter(each -> each.toString().contains("cells.ome.zarr")
                            && !each.toString().contains("current"))
                    .findFirst()
                    .orElseThrow();
            chunk = "/files/" + tree.relativize(file);
        }
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @Test
    void imagesAreReadByPagesOfAnyOriginWithoutACookie() throws IOException {
        Answer answer = served.client()
                .get(prefix + chunk, "Origin: https://neuroglancer-demo.appspot.com", "Sec-Fetch-Site: cross-site");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(tree.resolve(chunk.substring("/files/".length()))));
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("content-range");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    }

    @Test
    void partsAreReadAfterTheBrowserAsked() throws IOException {
        Answer asked = served.client()
                .send(
                        "OPTIONS",
                        prefix + chunk,
                        "127.0.0.1:" + served.server().port(),
                        "Origin: https://neuroglancer-demo.appspot.com",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: range",
                        "Access-Control-Request-Private-Network: true");

        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("get, head");
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("range");
        assertThat(asked.header("Access-Control-Allow-Private-Network")).isEqualTo("true");
        assertThat(served.client().get(prefix + chunk, "Range: bytes=-1").status())
                .isEqualTo(206);
    }

    @Test
    void howLargeAFileIsHasNoParts() throws IOException {
        String host = "127.0.0.1:" + served.server().port();

        Answer head = served.client().send("HEAD", prefix + chunk, host, "Range: bytes=-1");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length"))
                .isEqualTo(Long.toString(Files.size(tree.resolve(chunk.substring("/files/".length())))));
    }

    @Test
    void theAddressIsPrintedAsThePageHasIt() {
        assertThat(served.server().shared()).contains(served.server().address() + prefix.substring(1) + "/");
        assertThat(prefix).matches("/share/[A-Za-z0-9_-]{22}");
    }

    @Test
    void nothingElseIsShared() throws IOException {
        assertThat(served.client().get(prefix + "/data/tree.json").status()).isEqualTo(404);
        assertThat(served.client()
                        .get(prefix + served.file("measure/notes", "log.txt"))
                        .status())
                .isEqualTo(404);
        assertThat(served.client()
                        .get(prefix + served.file("measure/plot", ".png"))
                        .status())
                .isEqualTo(404);
        assertThat(served.client()
                        .get(prefix + chunk.replaceAll("cells.ome.zarr/.*", "cells.ome.zarr/%2e%2e/log.txt"))
                        .status())
                .isIn(400, 404);
        assertThat(served.client().get(prefix + chunk + "-absent").status()).isEqualTo(404);
    }

    @Test
    void anotherPathIsNotTheSharedOne() throws IOException {
        String guessed = "/share/" + "A".repeat(22);

        assertThat(served.client().get(guessed + chunk).status()).isEqualTo(404);
        assertThat(served.client().get(chunk).status()).isEqualTo(403);
        assertThat(served.client().send("GET", prefix + chunk, "evil.example").status())
                .isEqualTo(403);
        assertThat(served.client().send("POST", prefix + chunk, "localhost").status())
                .isEqualTo(405);
    }
}
