package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.FilesBelow;
import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.codec.ZstdCodec;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are lost, cut off or changed are errors that name the file; what cannot be noticed stays small. */
class DamageTest {

    private static final ArraySpec FLAT =
            ArraySpec.of(ElementType.UINT16, 20, 30).withChunks(8, 16);
    private static final ArraySpec CHECKED =
            FLAT.withFormat(ZarrFormat.V3).withCodecs(BloscCodec.zstd(), new Crc32cCodec());
    private static final ArraySpec SHARDED = CHECKED.withShards(16, 32);
    private static final List<ArraySpec> SPECS = List.of(
            FLAT,
            FLAT.withCodecs(),
            FLAT.withCodecs(BloscCodec.lz4()),
            FLAT.withCodecs(new ZstdCodec(1)),
            FLAT.withCodecs(DeflateCodec.gzip(1)),
            FLAT.withCodecs(DeflateCodec.zlib(1)),
            CHECKED,
            SHARDED,
            SHARDED.withCodecs(DeflateCodec.gzip(1)));

    @TempDir
    private Path directory;

    private int arrays;

    @Test
    void lostChunkIsAnErrorWhereItIsExpected() throws IOException {
        for (ArraySpec spec : SPECS) {
            Path array = write(spec);
            Set<String> written = new HashSet<>(FilesBelow.names(array));
            for (String name : data(array)) {
                byte[] bytes = Files.readAllBytes(array.resolve(name));
                Files.delete(array.resolve(name));
                assertThatThrownBy(() -> read(open(array).expecting(written::contains)))
                        .isInstanceOf(DamagedDataException.class)
                        .hasMessage(
                                "Cannot read \"%s\": file: expected because it was written, not found. Bring the file back, or write the array again."
                                        .formatted(array.resolve(name)));
                assertThat(read(open(array)))
                        .as("by Zarr's rules, elements are 0")
                        .isNotEqualTo(elements(spec));
                Files.write(array.resolve(name), bytes);
            }
        }
    }

    @Test
    void lostMetadataIsNoArray() throws IOException {
        Path array = write(FLAT);
        Files.delete(array.resolve(".zarray"));
        assertThatThrownBy(() -> open(array))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        "%s: Cannot open an array here: there is neither \"zarr.json\" nor \".zarray\". Give the directory of an array."
                                .formatted(array.resolve("zarr.json")));
    }

    @Test
    void linkToNothingIsALostFile() throws IOException {
        Path array = write(FLAT);
        Path chunk = array.resolve("0/1");
        Files.delete(chunk);
        Files.createSymbolicLink(chunk, array.resolve("gone"));
        assertThatThrownBy(() -> read(open(array)))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageStartingWith(
                        "Cannot read \"%s\": file: expected, found a link to a file that is not there.", chunk);
    }

    @Test
    void directoryInPlaceOfAChunkIsAnErrorAndNotAbsent() throws IOException {
        Path array = write(FLAT);
        Files.delete(array.resolve("0/1"));
        Files.createDirectory(array.resolve("0/1"));
        assertThatThrownBy(() -> read(open(array))).isInstanceOf(IOException.class);
    }

    @Test
    void fileThatIsCutOffAnywhereIsAnError() throws IOException {
        for (ArraySpec spec : SPECS) {
            Path array = write(spec);
            for (String name : FilesBelow.names(array)) {
                byte[] bytes = Files.readAllBytes(array.resolve(name));
                for (int length = 0; length < bytes.length - 1; length += 1 + length / 16) {
                    Files.write(array.resolve(name), Arrays.copyOf(bytes, length));
                    assertThatThrownBy(() -> read(open(array)))
                            .as("%s: %s has %d of %d bytes", spec, name, length, bytes.length)
                            .isInstanceOf(DamagedDataException.class)
                            .hasMessageContaining(array.resolve(name).toString());
                }
                Files.write(array.resolve(name), bytes);
            }
        }
    }

    @Test
    void changedBitIsAnErrorOrWithinTheLimits() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("DamageTest: seed " + seed);
        Random random = new Random(seed);
        for (ArraySpec spec : SPECS) {
            Path array = write(spec);
            for (String name : data(array)) {
                byte[] bytes = Files.readAllBytes(array.resolve(name));
                for (int i = 0; i < 60; i++) {
                    byte[] changed = bytes.clone();
                    int at = i < 32 ? i % bytes.length : random.nextInt(bytes.length);
                    changed[at] ^= (byte) (1 << random.nextInt(8));
                    Files.write(array.resolve(name), changed);
                    assertDamaged(spec, array, "seed %d: %s at %d".formatted(seed, name, at));
                }
                Files.write(array.resolve(name), bytes);
            }
        }
    }

    private static void assertDamaged(ArraySpec spec, Path array, String what) throws IOException {
        try {
            Object found = read(open(array));
            assertThat(spec.codecs().codecs()).as(what).doesNotContain(new Crc32cCodec());
            assertThat(Array.getLength(found)).isEqualTo(600);
        } catch (DamagedDataException | UnsupportedFormatException e) {
            assertThat(e).hasMessageContaining(array.toString());
        }
    }

    @Test
    void changedMetadataIsAnErrorOrWithinTheLimits() throws IOException {
        for (ArraySpec spec : List.of(FLAT, SHARDED)) {
            Path array = write(spec);
            Path json = array.resolve(spec.format().file());
            byte[] bytes = Files.readAllBytes(json);
            for (int at = 0; at < bytes.length; at++) {
                for (char letter : "-9\"}n".toCharArray()) {
                    byte[] changed = bytes.clone();
                    changed[at] = (byte) letter;
                    Files.write(json, changed);
                    assertThatCode(() -> tryToOpen(array)).doesNotThrowAnyException();
                }
            }
        }
    }

    private static void tryToOpen(Path array) throws IOException {
        try {
            open(array);
        } catch (DamagedDataException | UnsupportedFormatException e) {
            assertThat(e).hasMessageContaining(array.toString());
        }
    }

    private Path write(ArraySpec spec) throws IOException {
        Path array = directory.resolve(Integer.toString(arrays++));
        ArrayStore.zarr().create(ArrayFiles.local(array), spec).write(new Formula(spec), Runnable::run);
        assertThat(read(open(array))).isEqualTo(elements(spec));
        return array;
    }

    private static List<String> data(Path array) throws IOException {
        return FilesBelow.names(array).stream()
                .filter(name -> !name.equals(".zarray") && !name.equals("zarr.json"))
                .toList();
    }

    private static StoredArray open(Path array) throws IOException {
        return ArrayStore.zarr().open(ArrayFiles.local(array));
    }

    private static Object read(StoredArray array) throws IOException {
        Box whole = Box.of(array.spec());
        return array.read(whole.min(), whole.intSize());
    }

    private static Object elements(ArraySpec spec) {
        return new Formula(spec).all();
    }
}
