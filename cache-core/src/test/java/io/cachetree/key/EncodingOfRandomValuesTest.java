package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values from a small world, where the same ones come up often, against a description that is made independently. */
class EncodingOfRandomValuesTest {

    private static final int VALUES = 50_000;

    private final long seed = Long.getLong("cachetree.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Fingerprints fingerprints = Fingerprints.of(List.of());

    @Test
    void fingerprintsAreEqualExactlyIfTheValuesAre() {
        System.out.println("EncodingOfRandomValuesTest: -Dcachetree.seed=" + seed);
        Map<String, Fingerprint> byDescription = new HashMap<>();
        Map<Fingerprint, String> byFingerprint = new HashMap<>();
        for (int i = 0; i < VALUES; i++) {
            Object value = value(4);
            String description = describe(value);
            Fingerprint fingerprint = fingerprints.of(value);

            assertThat(byDescription.merge(description, fingerprint, (known, same) -> known))
                    .as("seed %d, equal values: %s", seed, description)
                    .isEqualTo(fingerprint);
            assertThat(byFingerprint.merge(fingerprint, description, (known, same) -> known))
                    .as("seed %d, equal fingerprints", seed)
                    .isEqualTo(description);
        }
        assertThat(byDescription).hasSizeBetween(VALUES / 20, VALUES - VALUES / 20);
    }

    private @Nullable Object value(int depth) {
        return depth == 0 || random.nextInt(3) == 0 ? leaf() : container(depth - 1);
    }

    private @Nullable Object leaf() {
        return switch (random.nextInt(11)) {
            case 0 -> null;
            case 1 -> random.nextInt(2);
            case 2 -> (long) random.nextInt(2);
            case 3 -> random.nextBoolean() ? 0.0 : -0.0;
            case 4 -> random.nextBoolean();
            case 5 -> "ab".substring(random.nextInt(3));
            case 6 -> new int[random.nextInt(3)];
            case 7 -> new byte[random.nextInt(3)];
            case 8 -> new float[] {Float.intBitsToFloat(0x7fc0_0000 + random.nextInt(3))};
            case 9 -> random.nextBoolean() ? 'a' : (byte) 'a';
            default -> random.nextBoolean() ? Thread.State.NEW : Thread.State.BLOCKED;
        };
    }

    private Object container(int depth) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            values.add(value(depth));
        }
        return switch (random.nextInt(7)) {
            case 0 -> values;
            case 1 -> Collections.unmodifiableList(values);
            case 2 -> new HashSet<>(values);
            case 3 -> values.toArray();
            case 4 -> map(values);
            case 5 -> Optional.ofNullable(value(depth));
            default -> new Pair(value(depth), value(depth));
        };
    }

    private Map<String, @Nullable Object> map(Collection<@Nullable Object> values) {
        Map<String, @Nullable Object> map = random.nextBoolean() ? new HashMap<>() : new TreeMap<>();
        for (Object value : values) {
            map.put(random.nextBoolean() ? "a" : "b", value);
        }
        return map;
    }

    private static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof List<?> list) {
            return "list" + describeAll(list.stream());
        } else if (value instanceof Set<?> set) {
            return "set"
                    + all(set.stream().map(EncodingOfRandomValuesTest::describe).sorted());
        } else if (value instanceof Map<?, ?> map) {
            return "map"
                    + all(map.entrySet().stream()
                            .map(e -> e.getKey() + "=" + describe(e.getValue()))
                            .sorted());
        } else if (value instanceof Object[] array) {
            return "array" + describeAll(Stream.of(array));
        } else if (value instanceof Optional<?> optional) {
            return "optional" + describeAll(optional.stream());
        } else if (value instanceof Pair pair) {
            return "pair" + describeAll(Stream.of(Arrays.asList(pair.first, pair.second)));
        }
        return describeLeaf(value);
    }

    private static String describeLeaf(Object value) {
        if (value instanceof int[] array) {
            return "ints" + Arrays.toString(array);
        } else if (value instanceof byte[] array) {
            return "bytes" + Arrays.toString(array);
        } else if (value instanceof float[] array) {
            return "floats" + Arrays.toString(array);
        }
        return value.getClass().getSimpleName() + " " + value;
    }

    private static String describeAll(Stream<?> values) {
        return all(values.map(EncodingOfRandomValuesTest::describe));
    }

    private static String all(Stream<String> descriptions) {
        return descriptions.collect(Collectors.joining(", ", "[", "]"));
    }

    private record Pair(@Nullable Object first, @Nullable Object second) {}
}
