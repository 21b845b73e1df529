package io.cachetree.viewer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=90-, 90, 10",
        "bytes=90-1000, 90, 10",
        "bytes=0-9223372036854775807, 0, 100",
        "bytes=-16, 84, 16",
        "bytes=-1000, 0, 100",
    })
    void partsOfAFileOf100BytesAreFound(String header, long first, long length) throws Refused {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=100-",
                "bytes=100-200",
                "bytes=20-10",
                "bytes=-0",
                "bytes=-",
                "bytes=",
                "bytes=0-1,5-6",
                "bytes=a-b",
                "bytes=--5",
                "bytes=9223372036854775808-",
                "bytes=0-9223372036854775808",
                "bytes=-99999999999999999999",
                "bytes=999999999999999999999999999-",
            })
    void whatIsNoPartIsRefused(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 100))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(416));
    }

    @Test
    void anEmptyFileHasNoPart() {
        assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0)).isInstanceOf(Refused.class);
    }

    @Test
    void otherUnitsMeanTheWholeFile() throws Refused {
        assertThat(ByteRange.of("lines=1-2", 100)).isEmpty();
    }
}
