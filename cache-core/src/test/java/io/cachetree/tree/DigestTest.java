package io.cachetree.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void printsWhatXxhsumPrintsForTheSameBytes() {
        assertThat(Digest.of(new byte[0])).hasToString("xxh3-128:99aa06d3014798d86001c324468d497f");
        assertThat(Digest.of("abc".getBytes(US_ASCII))).hasToString("xxh3-128:06b05ab6733a618578af5f94892f3950");
    }

    @Test
    void isTheSameHoweverTheBytesArrive() throws IOException {
        byte[] bytes = new byte[200_001];
        new Random(7).nextBytes(bytes);
        Digest.Hasher hasher = Digest.hasher();
        hasher.put(bytes, 0, 1);
        hasher.put(bytes, 1, 100_000);
        hasher.put(bytes[100_001]);
        hasher.put(bytes, 100_002, bytes.length - 100_002);

        assertThat(hasher.digest())
                .isEqualTo(Digest.of(bytes))
                .isEqualTo(Digest.of(bytes, 0, bytes.length))
                .isEqualTo(Digest.of(new ByteArrayInputStream(bytes)));
    }

    @Test
    void numbersEnterInLittleEndianOrder() {
        Digest.Hasher hasher = Digest.hasher();
        hasher.put((short) 0x0201);
        hasher.put(0x06050403);
        hasher.put(0x0e0d0c0b0a090807L);

        assertThat(hasher.digest()).isEqualTo(Digest.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}));
    }

    @Test
    void resetForgetsWhatWasPut() {
        Digest.Hasher hasher = Digest.hasher();
        hasher.put(new byte[3000]);
        hasher.reset();

        assertThat(hasher.digest()).isEqualTo(Digest.of(new byte[0]));
    }

    @Test
    void parseReadsWhatToStringPrints() {
        Digest digest = new Digest(0x0123456789abcdefL, -1);

        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    }

    @Test
    void refusesOtherAlgorithmsAndTornDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.parse("sha-256:00"))
                .withMessage("Cannot read digest \"sha-256:00\": it does not start with \"xxh3-128:\".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.parse("xxh3-128:12g4"))
                .withMessage("Cannot read hash \"12g4\": it is not 32 hexadecimal digits.");
    }
}
