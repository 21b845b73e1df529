package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Texts, tables and numbers, also such as are long, large or not quite right. */
@Tag("once")
class FilesPageTest extends PageTest {

    private static final int MANY = 2_000_000;

    static class Steps {

        @Cached
        long far() {
            return (1L << 60) + 16;
        }

        @Cached
        double[] many() {
            double[] rows = new double[MANY];
            Arrays.setAll(rows, row -> row);
            return rows;
        }

        @Cached
        double[][] square(double corner) {
            double[][] rows = new double[20][20];
            rows[0][0] = corner;
            return rows;
        }

        @Cached
        void files(@CacheUrl @Nullable Path directory) {
            if (directory == null) {
                return;
            }
            byte[] binary = new byte[9_000_000];
            System.arraycopy("first".getBytes(StandardCharsets.US_ASCII), 0, binary, 1, 5);
            try {
                Files.writeString(
                        directory.resolve("whole.json"), "{\"id\": 1152921504606846992, \"of\": {\"name\": \"cell\"}}");
                Files.writeString(directory.resolve("long.txt"), "x" + "ä".repeat(5_000_000));
                Files.write(directory.resolve("large.bin"), binary);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeAll
    static void start() {
        Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> {
                steps.many();
                steps.square(1234567.25);
                steps.square(0.5);
                steps.files(null);
                return steps.far();
            });
        }
        viewer = Viewer.open(tree, ViewerOptions.STANDARD);
    }

    private static Object of(String module, String expression) {
        return browser.run(
                "return import(new URL('page/%s', document.baseURI)).then((it) => %s)".formatted(module, expression));
    }

    @Test
    void aResultOf64BitsIsShownAsItIs() {
        browser.go("#node=far");
        browser.awaitText(".json", "1152921504606846992");
        browser.assertNoComplaint();
    }

    @Test
    void jsonIsATreeThatOpens() {
        browser.go("#node=files&view=whole.json");
        browser.awaitText(".json", "id: 1152921504606846992");
        browser.awaitText(".json", "name: \"cell\"");
        browser.run("document.querySelector('.json details details').open = false");
        browser.await("return !document.querySelector('.json details details .leaf').checkVisibility()");
        browser.assertNoComplaint();
    }

    @Test
    void numbersKeepTheDigitsBeforeThePoint() {
        assertThat(
                        of(
                                "format.js",
                                "[1234567.25, 12345678.5, 123456.789, -0.1, 0.1234567, 1e15, 2.5e-7, 0, 1e25, NaN].map(it.number)"))
                .isEqualTo(List.of(
                        "1234567.25",
                        "12345678.5",
                        "123456.789",
                        "-0.1",
                        "0.123457",
                        "1000000000000000",
                        "2.5e-7",
                        "0",
                        "1e25",
                        "NaN"));
    }

    @Test
    void linesOfATableThatAreEmptyOrOddlyQuotedShiftNothing() {
        assertThat(of(
                        "files/csv.js",
                        "JSON.stringify(it.rows('a,b\\n\\n1,\"x\"y\"z\\r\\n\\r\\n\"\"\\n2,\"p\\n\"\"q\"\\n3,'))"))
                .isEqualTo("[[\"a\",\"b\"],[\"1\",\"xy\\\"z\"],[\"\"],[\"2\",\"p\\n\\\"q\"],[\"3\",\"\"]]");
        assertThat(of("files/csv.js", "JSON.stringify(it.rows('a,b\\n,'))")).isEqualTo("[[\"a\",\"b\"],[\"\",\"\"]]");
        assertThat(of("files/csv.js", "JSON.stringify(it.rows('a\\n1\\n\\n3\\n'))"))
                .as("an empty line is the value of an only column")
                .isEqualTo("[[\"a\"],[\"1\"],[\"\"],[\"3\"]]");
    }

    @Test
    void tablesAreSeparatedAsTheirHeaderIs() {
        assertThat(of(
                        "files/csv.js",
                        "JSON.stringify(['a;b;c,d\\n1,5;2,5;3,5', '\"a;b;c\",d', 'a\\tb', 'a'].map(it.separator))"))
                .isEqualTo("[\";\",\",\",\"\\t\",\",\"]");
    }

    @Test
    void theEndOfALongTextIsTextWhereverItIsCut() {
        browser.go("#node=files&view=long.txt");
        browser.awaitText(".view-text .what", "the last 8.0 MB of 10.0 MB");
        assertThat(browser.text(".line .of")).startsWith("ää").doesNotContain("Ã");
    }

    @Test
    void ofALargeBinaryTheFirstBytesAreShown() {
        browser.go("#node=files&view=large.bin");
        browser.awaitText(".view-text .what", "9.0 MB, no text; the first 65.5 kB as bytes");
        assertThat(browser.text(".line .of"))
                .startsWith("00000000  00 66 69 72 73 74 00")
                .contains("·first·");
    }

    @Test
    void allRowsOfALongTableCanBeReached() {
        browser.go("#node=many&view=result.npy");
        browser.awaitText(".view-npy .what", "float64 [2000000]");
        browser.awaitText(".grid .rows .row", "0");
        browser.run("const grid = document.querySelector('.grid'); grid.scrollTop = grid.scrollHeight");
        browser.await("return document.querySelector('.grid .rows .row:last-child').textContent === '19999991999999'");
        assertThat(browser.run("""
                const place = (one) => document.querySelector(one).getBoundingClientRect();
                const [row, grid] = [place(".grid .rows .row:last-child"), place(".grid")];
                return Math.abs(row.bottom - grid.bottom) < 20""")).isEqualTo(true);
        browser.run("const grid = document.querySelector('.grid'); grid.scrollTop = grid.scrollHeight / 2");
        browser.await("return document.querySelector('.grid .rows .row').textContent.startsWith('10000')");
        assertThat(browser.count(".grid .rows .row")).isLessThan(100);
        browser.assertNoComplaint();
    }

    @Test
    void anImageThatComesLateDoesNotTakeTheKeysFromATable() {
        browser.run("""
                window.listening = 0;
                for (const [name, by] of [["addEventListener", 1], ["removeEventListener", -1]]) {
                  const original = document[name].bind(document);
                  document[name] = (type, ...rest) => {
                    if (type === "keydown") window.listening += by;
                    original(type, ...rest);
                  };
                }
                """);
        browser.go("#node=square&view=result.npy");
        browser.awaitText("figure.image", "");
        browser.choose("select[aria-label='Compare with']", "corner");
        browser.awaitImages(2);
        browser.click("[data-as=table]");
        browser.await("return window.listening === 0");
        browser.run("""
                const ask = window.fetch;
                const released = new Promise((release) => (window.release = release));
                window.fetch = (...asked) => String(asked[0]).endsWith(".npy") ? released.then(() => ask(...asked)) : ask(...asked);
                """);
        browser.click("[data-as=image]");
        browser.click("[data-as=table]");
        browser.awaitText(".grid", "row");

        browser.run("window.release()");

        browser.await("return window.listening === 0");
        browser.awaitText(".grid", "row");
        browser.assertNoComplaint();
    }

    @Test
    void whatIsLeftIsLetGoOf() {
        browser.run("""
                window.watched = new Set();
                window.ResizeObserver = class extends ResizeObserver {
                  observe(element) {
                    window.watched.add(this);
                    super.observe(element);
                  }
                  disconnect() {
                    window.watched.delete(this);
                    super.disconnect();
                  }
                };
                """);
        for (String view : List.of("files&view=whole.json", "files&view=large.bin", "many&view=result.npy")) {
            browser.go("#node=" + view);
            browser.awaitText(".body", view.contains("json") ? "id" : "0");
        }
        browser.go("#page=timeline");
        browser.awaitText(".bars", "far");
        browser.go("#node=far");
        browser.awaitText(".json", "1152921504606846992");
        assertThat(browser.run("return window.watched.size")).isEqualTo(0L);
    }
}
