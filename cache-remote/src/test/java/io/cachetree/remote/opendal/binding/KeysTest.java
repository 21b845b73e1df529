package io.cachetree.remote.opendal.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From paths to keys and back. */
class KeysTest {

    @Test
    void usualNamesAreTheirOwnKeys() {
        for (Keys keys : Keys.values()) {
            assertThat(keys.encode("runs/measure-2/5f1c02abq7wd-x7q2/labels.ome.zarr/0/c/1_0.zst"))
                    .isEqualTo("runs/measure-2/5f1c02abq7wd-x7q2/labels.ome.zarr/0/c/1_0.zst");
        }
    }

    @Test
    void whatDoesNotArriveIsWrittenInDigits() {
        assertThat(Keys.of("s3").encode("plot (1)~.png")).isEqualTo("plot ~281~29~7E.png");
        assertThat(Keys.of("azblob").encode("a ")).isEqualTo("a~20");
        assertThat(Keys.of("s3").encode("a\u0001b")).isEqualTo("a~01b");
        assertThat(Keys.of("gcs").encode("plot 1/ä.png")).isEqualTo("plot~201/~C3~A4.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "plot (1)~.png", "~7E", "%2e%2e", "ä€😀", "a\u2003", "~", "~~4", "#?&", "!'()*"})
    void keyLeadsBackToItsPath(String path) {
        for (Keys keys : Keys.values()) {
            assertThat(keys.decode(keys.encode(path))).isEqualTo(path);
        }
    }

    @Test
    void keyOfAnotherIsTakenAsItIs() {
        assertThat(Keys.USUAL.decode("backup~")).isEqualTo("backup~");
        assertThat(Keys.USUAL.decode("a~x0 (1)")).isEqualTo("a~x0 (1)");
    }
}
