package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cachetree.key.CodeDigest.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheKeyTest {

    private static final StepId STEP = new StepId("org.lab.CellDensity", "measure", "(DD)D");
    private static final CodeDigest CODE = new CodeDigest(Kind.VERSION, "2");
    private static final KeyPart LOW = parameter("low", 1);
    private static final KeyPart HIGH = parameter("high", 2);
    private static final KeyPart SCALE = field("scale", 3);
    private static final KeyPart LEVEL = field("level", 4);

    @Test
    void everyPartOfACallCounts() {
        List<CacheKey> keys = List.of(
                CacheKey.of(STEP, CODE, List.of(LOW, HIGH)),
                CacheKey.of(STEP, CODE, List.of(HIGH, LOW)),
                CacheKey.of(STEP, CODE, List.of(LOW)),
                CacheKey.of(STEP, CODE, List.of()),
                CacheKey.of(STEP, CODE, List.of(LOW, parameter("high", 5))),
                CacheKey.of(STEP, CODE, List.of(LOW, parameter("upper", 2))),
                CacheKey.of(STEP, CODE, List.of(LOW, field("high", 2))),
                CacheKey.of(STEP, new CodeDigest(Kind.VERSION, "3"), List.of(LOW, HIGH)),
                CacheKey.of(STEP, new CodeDigest(Kind.CLASS_FILE, "2"), List.of(LOW, HIGH)),
                CacheKey.of(new StepId("org.lab.CellDensity", "measure", "(DF)D"), CODE, List.of(LOW, HIGH)),
                CacheKey.of(new StepId("org.lab.CellDensity", "count", "(DD)D"), CODE, List.of(LOW, HIGH)),
                CacheKey.of(new StepId("org.lab.Density", "measure", "(DD)D"), CODE, List.of(LOW, HIGH)));

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void textsThatReadTheSameTogetherStayApart() {
        assertThat(CacheKey.of(new StepId("ab", "c", "()V"), CODE, List.of()))
                .isNotEqualTo(CacheKey.of(new StepId("a", "bc", "()V"), CODE, List.of()));
    }

    @Test
    void fieldsCountInAnyOrderAndBesideTheParameters() {
        assertThat(CacheKey.of(STEP, CODE, List.of(LOW, HIGH, LEVEL, SCALE)))
                .isEqualTo(CacheKey.of(STEP, CODE, List.of(SCALE, LOW, LEVEL, HIGH)));
    }

    @Test
    void whatAPartShowsDoesNotCount() {
        KeyPart renamed = new KeyPart(LOW.kind(), LOW.name(), LOW.fingerprint(), "another text");

        assertThat(CacheKey.of(STEP, CODE, List.of(renamed))).isEqualTo(CacheKey.of(STEP, CODE, List.of(LOW)));
    }

    @Test
    void parseReadsWhatHexReturns() {
        CacheKey key = new CacheKey(0x0123456789abcdefL, 0x8000000000000001L);

        assertThat(key.hex()).isEqualTo("0123456789abcdef8000000000000001").isEqualTo(key.toString());
        assertThat(CacheKey.parse(key.hex())).isEqualTo(key);
    }

    @Test
    void parseRefusesWhatIsNoKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKey.parse("5f1c02abq7wd"))
                .withMessage("Cannot read hash \"5f1c02abq7wd\": it is not 32 hexadecimal digits.");
    }

    @Test
    void namesAreCrockfordBase32FromTheTop() {
        assertThat(new CacheKey(-1, -1).longName()).isEqualTo("zzzzzzzzzzzzzzzzzzzzzzzzzw");
        assertThat(new CacheKey(0, 1).longName()).isEqualTo("00000000000000000000000004");
        assertThat(new CacheKey(0x00443214c7424000L, 0).longName()).startsWith("0123456789");
        assertThat(new CacheKey(1L << 63, 0).shortName()).isEqualTo("g00000000000");
    }

    @Test
    void longNameStartsWithTheShortOneAndTellsTheLastBitApart() {
        CacheKey key = CacheKey.of(STEP, CODE, List.of(LOW));
        CacheKey neighbour = new CacheKey(key.high(), key.low() ^ 1);

        assertThat(key.shortName()).hasSize(12).isEqualTo(neighbour.shortName());
        assertThat(key.longName()).hasSize(26).startsWith(key.shortName()).isNotEqualTo(neighbour.longName());
    }

    @Test
    void everyBitOfTheKeyReachesItsLongName() {
        Set<String> names = new HashSet<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            names.add(new CacheKey(1L << bit, 0).longName());
            names.add(new CacheKey(0, 1L << bit).longName());
        }

        assertThat(names).hasSize(128);
    }

    private static KeyPart parameter(String name, int value) {
        return new KeyPart(KeyPart.Kind.PARAMETER, name, new Fingerprint(value, value), String.valueOf(value));
    }

    private static KeyPart field(String name, int value) {
        return new KeyPart(KeyPart.Kind.FIELD, name, new Fingerprint(value, value), String.valueOf(value));
    }
}
