package io.cachetree.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cachetree.codec.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Codec} promises. A codec's test extends this class and says which codec, and which values.
 *
 * <pre>{@code
 * class TableCodecTest extends CodecContract<Table> {
 *     protected Codec<Table> codec() {
 *         return new TableCodec();
 *     }
 *
 *     protected List<Table> values(Path directory) {
 *         return List.of(Table.empty(), Table.of("a", 1));
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the values
 */
public abstract class CodecContract<T> {

    private static final int FLIPS = 80;
    private static final int THREADS = 4;

    @TempDir
    private Path temp;

    /** Returns the codec under test. */
    protected abstract Codec<T> codec();

    /**
     * Returns values to write, the odd ones first of all: empty, huge, not a number. No two of them are the same, and each
     * call gives the same.
     *
     * @param directory the directory of the attempt, for values that are files there
     */
    protected abstract List<T> values(Path directory) throws IOException;

    /** Asserts that a value came back as it was; by default, that the two are equal. */
    protected void assertSame(T decoded, T original) throws IOException {
        assertThat(decoded).isEqualTo(original);
    }

    @Test
    void decodeReturnsWhatWasEncoded() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry("entry-" + i);
            T value = encode(entry, i);

            assertSame(codec().decode(entry), value);
        }
    }

    @Test
    void theSameValueGivesTheSameBytes() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry first = entry("first-" + i);
            CodecEntry second = entry("second-" + i);
            encode(first, i);
            encode(second, i);

            assertThat(contentOf(second)).isEqualTo(contentOf(first));
        }
    }

    @Test
    void entriesOfTheSameValueHaveNoDifference() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry before = entry("before-" + i);
            CodecEntry now = entry("now-" + i);
            encode(before, i);
            encode(now, i);

            assertThat(codec().firstDifference(before, now)).isEmpty();
        }
    }

    @Test
    void entriesOfDifferentValuesHaveADifference() throws IOException {
        for (int i = 1; i < count(); i++) {
            CodecEntry before = entry("before-" + i);
            CodecEntry now = entry("now-" + i);
            encode(before, i - 1);
            encode(now, i);

            assertThat(codec().firstDifference(before, now))
                    .hasValueSatisfying(
                            where -> assertThat(where).hasSizeBetween(1, 1000).doesNotContain("\n"));
        }
    }

    @Test
    void nothingIsWrittenButThroughTheTarget() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry("entry-" + i);
            encode(entry, i);
        }

        assertThat(namesBelow(temp)).allMatch(name -> name.startsWith("entry-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plot", "outer/plot"})
    void filesOfAPartAreNamedAfterIt(String name) throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry("entry-" + i).named(name);
            T value = values(entry.directory()).get(i);
            List<Path> before = filesOf(entry);
            codec().encode(value, entry);

            assertThat(filesOf(entry))
                    .filteredOn(file -> !before.contains(file))
                    .extracting(entry::nameOf)
                    .allMatch(file -> isNamedAfter(name, file));
            assertSame(codec().decode(entry), value);
        }
    }

    private static boolean isNamedAfter(String name, String file) {
        return file.equals(name) || file.startsWith(name + ".") || file.startsWith(name + "/");
    }

    @Test
    void decodeWritesNothing() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry("entry-" + i);
            encode(entry, i);
            Map<String, String> before = contentOf(entry);

            codec().decode(entry);

            assertThat(contentOf(entry)).isEqualTo(before);
        }
    }

    @Test
    void damagedFilesGiveAnIoExceptionOrAValue() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry("entry-" + i);
            encode(entry, i);
            for (Path file : filesOf(entry)) {
                decodeWithEachDamageOf(file, entry);
            }
        }
    }

    @Test
    void damagedJsonGivesAnIoExceptionOrAValue() throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry("entry-" + i);
            encode(entry, i);
            if (entry.hasJson()) {
                decodeWithEachDamageOfJson(entry);
            }
        }
    }

    @Test
    void missingJsonGivesAnIoExceptionOrAValue() throws IOException {
        CodecEntry entry = entry("entry");
        encode(entry, 0);
        entry.replaceJson(null);

        decodeDamaged(entry, "JSON is missing");
    }

    @Test
    void idIsPlainAndStable() {
        assertThat(codec().id()).matches("[a-z][a-z0-9-]{0,30}").isEqualTo(codec().id());
    }

    @Test
    void threadsShareTheCodec() throws Exception {
        Codec<T> shared = codec();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = IntStream.range(0, THREADS * 4)
                    .<Callable<Void>>mapToObj(task -> () -> roundTrips(shared, "task-" + task))
                    .toList();
            for (Future<Void> done : executor.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private @Nullable Void roundTrips(Codec<T> shared, String name) throws IOException {
        for (int i = 0; i < count(); i++) {
            CodecEntry entry = entry(name + "-" + i);
            T value = values(entry.directory()).get(i);
            shared.encode(value, entry);
            assertSame(shared.decode(entry), value);
        }
        return null;
    }

    private int count() throws IOException {
        return values(entry("entry-to-count").directory()).size();
    }

    private CodecEntry entry(String name) {
        return CodecEntry.in(temp.resolve(name));
    }

    private T encode(CodecEntry entry, int index) throws IOException {
        T value = values(entry.directory()).get(index);
        codec().encode(value, entry);
        return value;
    }

    private void decodeWithEachDamageOf(Path file, CodecEntry entry) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (byte[] damaged : damages(whole)) {
            Files.write(file, damaged);
            decodeDamaged(entry, file.getFileName() + " is " + describe(damaged));
        }
        Files.delete(file);
        decodeDamaged(entry, file.getFileName() + " is missing");
        Files.write(file, whole);
    }

    private void decodeWithEachDamageOfJson(CodecEntry entry) throws IOException {
        for (byte[] damaged : damages(entry.json())) {
            entry.replaceJson(damaged);
            decodeDamaged(entry, "JSON is " + describe(damaged));
        }
    }

    private void decodeDamaged(CodecEntry entry, String damage) {
        try {
            codec().decode(entry);
        } catch (IOException expected) {
            // A damaged entry is a miss.
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            fail("decode threw " + e + " when " + damage, e);
        }
    }

    /** Returns the bytes cut short, and with single bits flipped, more of them near the start. */
    private static List<byte[]> damages(byte[] whole) {
        List<byte[]> damages = new ArrayList<>();
        Stream.of(0, 1, whole.length / 2, whole.length - 1)
                .filter(length -> length >= 0 && length < whole.length)
                .forEach(length -> damages.add(Arrays.copyOf(whole, length)));
        Random random = new Random(whole.length); // the same damage in each run
        for (int i = 0; i < FLIPS && whole.length > 0; i++) {
            int bound = i % 2 == 0 ? whole.length : Math.min(whole.length, 128);
            damages.add(flipped(whole, random.nextInt(bound), random.nextInt(8)));
        }
        return damages;
    }

    private static byte[] flipped(byte[] whole, int index, int bit) {
        byte[] flipped = whole.clone();
        flipped[index] ^= (byte) (1 << bit);
        return flipped;
    }

    private static String describe(byte[] bytes) {
        return bytes.length + " bytes: " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 256));
    }

    private static Map<String, String> contentOf(CodecEntry entry) throws IOException {
        Map<String, String> content = new TreeMap<>();
        for (Path file : filesOf(entry)) {
            content.put(entry.nameOf(file), HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        if (entry.hasJson()) {
            content.put("", HexFormat.of().formatHex(entry.json()));
        }
        return content;
    }

    private static List<Path> filesOf(CodecEntry entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry.directory())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> namesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
