package io.cachetree.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheOptionsTest {

    record Digits(int count) implements CodecOptions {}

    record Chunks(@Nullable Integer size, @Nullable String compression) implements CodecOptions {

        @Override
        public CodecOptions over(CodecOptions outer) {
            Chunks base = (Chunks) outer;
            return new Chunks(size != null ? size : base.size, compression != null ? compression : base.compression);
        }
    }

    @Test
    void optionsOfACodecAreFoundByTheirClass() {
        CacheOptions options = CacheOptions.of(new Digits(2)).with(Reuse.REFRESH);

        assertThat(options.codec(Digits.class)).contains(new Digits(2));
        assertThat(options.codec(Chunks.class)).isEmpty();
        assertThat(options.reuse()).isEqualTo(Reuse.REFRESH);
        assertThat(CacheOptions.STANDARD.codecs()).isEmpty();
    }

    @Test
    void innerOptionsTakeThePlaceOfOuterOnesOfTheirClassOnly() {
        CacheOptions outer = CacheOptions.of(new Digits(2)).with(new Chunks(64, "zstd"));

        assertThat(CacheOptions.of(new Digits(3)).over(outer).codecs())
                .containsExactlyInAnyOrder(new Digits(3), new Chunks(64, "zstd"));
        assertThat(CacheOptions.of(Reuse.REFRESH).over(outer).codecs()).isEqualTo(outer.codecs());
    }

    @Test
    void optionsCanTakeWhatTheyLeaveOpenFromOuterOnes() {
        CacheOptions outer = CacheOptions.of(new Chunks(64, "zstd"));

        assertThat(CacheOptions.of(new Chunks(32, null)).over(outer).codec(Chunks.class))
                .contains(new Chunks(32, "zstd"));
        assertThat(outer.with(new Chunks(32, null)).codec(Chunks.class)).contains(new Chunks(32, null));
    }

    @Test
    void orderOfOptionsDoesNotCount() {
        CacheOptions one = CacheOptions.of(new Digits(2)).with(new Chunks(64, null));
        CacheOptions other = CacheOptions.of(new Chunks(64, null)).with(new Digits(2));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(CacheOptions.of(new Digits(2)));
        assertThat(one.toString()).endsWith("codecs=[Digits[count=2], Chunks[size=64, compression=null]]]");
    }

    @Test
    void twoOptionsOfOneClassAreRefused() {
        Set<CodecOptions> two = new LinkedHashSet<>(List.of(new Digits(1), new Digits(2)));

        assertThatThrownBy(() -> new CacheOptions(null, null, null, null, null, null, null, two))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot set both \"Digits[count=1]\" and \"Digits[count=2]\": they are options of one codec. "
                                + "Set one.");
    }

    @Test
    void optionsDoNotChangeLater() {
        Set<CodecOptions> given = new LinkedHashSet<>(List.of(new Digits(1)));
        CacheOptions options = new CacheOptions(null, null, null, null, null, null, null, given);

        given.clear();

        assertThat(options.codecs()).containsExactly(new Digits(1));
        assertThatThrownBy(() -> options.codecs().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
