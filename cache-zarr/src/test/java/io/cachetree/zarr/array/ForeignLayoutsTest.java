package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts that are read and never written, in files that are put together here byte by byte. */
class ForeignLayoutsTest {

    private static final String BIG = "{\"name\": \"bytes\", \"configuration\": {\"endian\": \"big\"}}";
    private static final String LITTLE = "{\"name\": \"bytes\", \"configuration\": {\"endian\": \"little\"}}";
    private static final String KEYS = "{\"name\": \"default\"}";

    @TempDir
    private Path directory;

    @Test
    void bigEndianElementsOfZarr2AreRead() throws IOException {
        zarr2("[2, 3]", "[2, 3]", ">u2", "0", "C");
        file("0.0", 0, 1, 0, 2, 0, 3, 1, 0, 1, 1, 255, 254);
        assertThat(read(2, 3)).isEqualTo(new short[] {1, 2, 3, 256, 257, -2});
    }

    @Test
    void bigEndianElementsInFortranOrderAreRead() throws IOException {
        zarr2("[2, 3]", "[2, 3]", ">u2", "0", "F");
        file("0.0", 0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6);
        assertThat(read(2, 3)).isEqualTo(new short[] {1, 2, 3, 4, 5, 6});
    }

    @Test
    void bigEndianElementsOfZarr3AreRead() throws IOException {
        zarr3("[2, 3]", "[2, 3]", "int16", "-1", KEYS, BIG, "");
        file("c/0/0", 0, 1, 0, 2, 0, 3, 1, 0, 1, 1, 255, 254);
        assertThat(read(2, 3)).isEqualTo(new short[] {1, 2, 3, 256, 257, -2});
    }

    /** Stored dimension i is that of the array which stands at i in the order; these orders are not their own inverse. */
    @Test
    void dimensionsAreReadInAnyOrder() throws IOException {
        byte[] elements = elements(24);
        zarr3("[2, 3, 4]", "[2, 3, 4]", "uint8", "0", KEYS, transpose("[1, 2, 0]") + ", \"bytes\"", "");
        file("c/0/0/0", transposed(elements, new int[] {2, 3, 4}, 1, 2, 0));
        assertThat(read(2, 3, 4)).isEqualTo(elements);
        file("c/0/0/0", transposed(elements, new int[] {2, 3, 4}, 2, 0, 1));
        zarr3("[2, 3, 4]", "[2, 3, 4]", "uint8", "0", KEYS, transpose("[2, 0, 1]") + ", \"bytes\"", "");
        assertThat(read(2, 3, 4)).isEqualTo(elements);
    }

    @Test
    void dimensionsInShardsAreReadInAnyOrder() throws IOException {
        zarr3(
                "[2, 3, 8]",
                "[2, 3, 8]",
                "uint8",
                "0",
                KEYS,
                sharded("[2, 3, 4]", transpose("[1, 2, 0]") + ", \"bytes\""),
                "");
        byte[] chunk = transposed(elements(24), new int[] {2, 3, 4}, 1, 2, 0);
        file("c/0/0/0", join(chunk, chunk, index(ByteOrder.LITTLE_ENDIAN, 0, 24, 24, 24)));
        byte[] found = (byte[]) read(2, 3, 8);
        for (int i = 0; i < 48; i++) {
            assertThat(found[i]).isEqualTo((byte) (i / 8 * 4 + i % 4));
        }
    }

    private static byte[] transposed(byte[] elements, int[] shape, int... order) {
        byte[] stored = new byte[elements.length];
        int at = 0;
        int[] place = new int[3];
        for (place[order[0]] = 0; place[order[0]] < shape[order[0]]; place[order[0]]++) {
            for (place[order[1]] = 0; place[order[1]] < shape[order[1]]; place[order[1]]++) {
                for (place[order[2]] = 0; place[order[2]] < shape[order[2]]; place[order[2]]++) {
                    stored[at++] = elements[(place[0] * shape[1] + place[1]) * shape[2] + place[2]];
                }
            }
        }
        return stored;
    }

    @ParameterizedTest
    @ValueSource(strings = {"little", "big"})
    void indexAtTheStartOfAShardIsRead(String endian) throws IOException {
        zarr3(
                "[2, 4]",
                "[2, 4]",
                "uint8",
                "7",
                KEYS,
                sharded("[2, 2]", LITTLE)
                        .replace("\"end\"", "\"start\"")
                        .replace(
                                "[%s, \"crc32c\"]".formatted(LITTLE),
                                "[%s, \"crc32c\"]".formatted(endian.equals("big") ? BIG : LITTLE)),
                "");
        ByteOrder order = endian.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        file("c/0/0", join(index(order, 38, 4, -1, -1), bytes(0, 0), bytes(1, 2, 3, 4)));
        assertThat(read(2, 4)).isEqualTo(bytes(1, 2, 7, 7, 3, 4, 7, 7));
        file("c/0/0", join(bytes(9), index(order, 38, 4, -1, -1), bytes(0), bytes(1, 2, 3, 4)));
        assertThatThrownBy(() -> read(2, 4))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("CRC32C: expected");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 4, found 4 at 100",
        "41, 4, found 4 at 41",
        "0, 9223372036854775807, found 9223372036854775807 at 0",
        "9223372036854775807, 4, found 4 at 9223372036854775807",
        "-5, 4, found 4 at 18446744073709551611",
        "0, -5, found 18446744073709551611 at 0",
        "-1, 4, found 4 at 18446744073709551615",
    })
    void indexThatLeadsOutOfTheShardIsAnError(long from, long length, String found) throws IOException {
        zarr3("[2, 4]", "[2, 4]", "uint8", "7", KEYS, sharded("[2, 2]", LITTLE), "");
        file("c/0/0", join(bytes(1, 2, 3, 4), index(ByteOrder.LITTLE_ENDIAN, 0, 4, from, length)));
        assertThatThrownBy(() -> read(2, 4))
                .isInstanceOf(DamagedDataException.class)
                .hasMessage(
                        "Cannot read \"%s\": chunk 1 of a shard: expected at most 4 bytes that end before 40, %s. Bring the file back, or write the array again.",
                        directory.resolve("c/0/0"), found);
    }

    @Test
    void chunkOfAShardThatIsTooShortIsAnError() throws IOException {
        zarr3("[2, 4]", "[2, 4]", "uint8", "7", KEYS, sharded("[2, 2]", LITTLE), "");
        file("c/0/0", join(bytes(1, 2, 3, 4), index(ByteOrder.LITTLE_ENDIAN, 0, 4, 0, 3)));
        assertThatThrownBy(() -> read(2, 4)).hasMessageContaining("bytes after decoding: expected 4, found 3");
    }

    @Test
    void shardsWithinShardsAndBehindOtherCodecsAreNamed() throws IOException {
        for (String codecs : List.of(
                sharded("[2, 2]", sharded("[1, 1]", LITTLE)), transpose("[1, 0]") + ", " + sharded("[2, 2]", LITTLE))) {
            zarr3("[2, 4]", "[2, 4]", "uint8", "7", KEYS, codecs, "");
            assertThatThrownBy(() -> read(2, 4))
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessage(
                            "Cannot open \"%s\": shards within shards, or behind another codec, are not supported, supported are shards of chunks. Write the array in a supported form with another tool.",
                            directory.resolve("zarr.json"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"name\": \"default\"} | c/0/1",
                "\"default\" | c/0/1",
                "{\"name\": \"default\", \"configuration\": {\"separator\": \".\"}} | c.0.1",
                "{\"name\": \"default\", \"configuration\": {\"separator\": \"/\"}} | c/0/1",
                "{\"name\": \"v2\"} | 0.1",
                "{\"name\": \"v2\", \"configuration\": {\"separator\": \".\"}} | 0.1",
                "{\"name\": \"v2\", \"configuration\": {\"separator\": \"/\"}} | 0/1",
            })
    void chunksHaveTheNamesThatTheirKeysSay(String keys, String name) throws IOException {
        zarr3("[2, 4]", "[2, 2]", "uint8", "7", keys, LITTLE, "");
        file(name, 1, 2, 3, 4);
        assertThat(read(2, 4)).isEqualTo(bytes(7, 7, 1, 2, 7, 7, 3, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "float32 | \"NaN\" | NaN",
                "float32 | \"Infinity\" | Infinity",
                "float32 | \"-Infinity\" | -Infinity",
                "float32 | \"0x7fc00000\" | NaN",
                "float32 | \"0xff800000\" | -Infinity",
                "float32 | \"0x3fc00000\" | 1.5",
                "float32 | 1e-3 | 0.001",
                "float16 | \"0x3e00\" | 1.5",
                "float16 | \"NaN\" | NaN",
                "float64 | \"0x3ff8000000000000\" | 1.5",
                "float64 | \"0x7ff0000000000000\" | Infinity",
                "float64 | -0.0 | -0.0",
            })
    void elementsThatAreNotStoredAreTheFillValue(String type, String fill, double expected) throws IOException {
        zarr3("[2]", "[2]", type, fill, KEYS, LITTLE, "");
        Object read = read(2);
        if (read instanceof float[] floats) {
            assertThat(floats).containsExactly((float) expected, (float) expected);
        } else {
            assertThat((double[]) read).containsExactly(expected, expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "0.0", "false"})
    void zarr2WithoutAFillValueHasZeros(String fill) throws IOException {
        zarr2("[2]", "[2]", "<i4", fill, "C");
        assertThat(read(2)).isEqualTo(new int[2]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "float32 | \"0x7fc0\"",
                "float32 | \"0x7fc0000g\"",
                "float32 | \"nan\"",
                "float32 | true",
                "uint8 | -1",
                "uint8 | 256",
                "uint8 | 1.5",
                "uint8 | \"0x01\"",
                "uint64 | 18446744073709551616",
                "int64 | 9223372036854775808",
                "bool | 2",
            })
    void fillValueThatNoElementHasIsAnError(String type, String fill) throws IOException {
        zarr3("[2]", "[2]", type, fill, KEYS, LITTLE, "");
        assertThatThrownBy(() -> read(2))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("\"fill_value\": expected an element of type %s, found %s".formatted(type, fill));
    }

    @Test
    void greatestFillValuesAreRead() throws IOException {
        zarr3("[2]", "[2]", "uint64", "18446744073709551615", KEYS, LITTLE, "");
        assertThat(read(2)).isEqualTo(new long[] {-1, -1});
        zarr3("[2]", "[2]", "int64", "-9223372036854775808", KEYS, LITTLE, "");
        assertThat(read(2)).isEqualTo(new long[] {Long.MIN_VALUE, Long.MIN_VALUE});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"new\": {\"must_understand\": false, \"name\": \"x\"}",
                "\"dimension_names\": null",
                "\"dimension_names\": [null]",
                "\"attributes\": {\"a\": {\"b\": [1]}}",
                "\"storage_transformers\": []"
            })
    void fieldsThatNeedNotBeUnderstoodArePassedOver(String field) throws IOException {
        zarr3("[2]", "[2]", "uint8", "7", KEYS, LITTLE, ", " + field);
        assertThat(open().spec().dimensionNames()).isEmpty();
        assertThat(read(2)).isEqualTo(bytes(7, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "{\"must_understand\": true}", "{\"must_understand\": \"false\"}", "{}"})
    void fieldsThatMustBeUnderstoodAreNamed(String field) throws IOException {
        zarr3("[2]", "[2]", "uint8", "7", KEYS, LITTLE, ", \"new\": " + field);
        assertThatThrownBy(() -> read(2))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("field \"new\" must be understood, and is not known");
    }

    @Test
    void elementsThatAreNotSupportedAreNamedBeforeTheirCodecs() throws IOException {
        zarr3("[2]", "[2]", "string", "\"\"", KEYS, "{\"name\": \"vlen-utf8\"}", "");
        assertThatThrownBy(() -> read(2)).hasMessageContaining("elements of type \"string\" are not supported");
        Files.delete(directory.resolve("zarr.json"));
        zarr2("[2]", "[2]", "|O", "null, \"filters\": [{\"id\": \"vlen-utf8\"}]", "C");
        assertThatThrownBy(() -> read(2)).hasMessageContaining("elements of type \"|O\" are not supported");
    }

    private void zarr2(String shape, String chunks, String type, String fill, String order) throws IOException {
        Files.writeString(directory.resolve(".zarray"), """
                {"zarr_format": 2, "shape": %s, "chunks": %s, "dtype": "%s", "fill_value": %s, "order": "%s",
                 "compressor": null}""".formatted(shape, chunks, type, fill, order));
    }

    private void zarr3(String shape, String grid, String type, String fill, String keys, String codecs, String more)
            throws IOException {
        Files.writeString(directory.resolve("zarr.json"), """
                {"zarr_format": 3, "node_type": "array", "shape": %s, "data_type": "%s", "fill_value": %s,
                 "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": %s}},
                 "chunk_key_encoding": %s, "codecs": [%s]%s}""".formatted(shape, type, fill, grid, keys, codecs, more));
    }

    private static String transpose(String order) {
        return "{\"name\": \"transpose\", \"configuration\": {\"order\": %s}}".formatted(order);
    }

    private static String sharded(String chunks, String codecs) {
        return """
                {"name": "sharding_indexed", "configuration": {"chunk_shape": %s, "codecs": [%s],
                 "index_codecs": [%s, "crc32c"], "index_location": "end"}}""".formatted(chunks, codecs, LITTLE);
    }

    private static byte[] index(ByteOrder order, long... numbers) {
        ByteBuffer index = ByteBuffer.allocate(8 * numbers.length + 4).order(order);
        index.asLongBuffer().put(numbers);
        CRC32C sum = new CRC32C();
        sum.update(index.array(), 0, 8 * numbers.length);
        index.order(ByteOrder.LITTLE_ENDIAN).putInt(8 * numbers.length, (int) sum.getValue());
        return index.array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] elements(int count) {
        byte[] elements = new byte[count];
        for (int i = 0; i < count; i++) {
            elements[i] = (byte) i;
        }
        return elements;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1000);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private void file(String name, int... values) throws IOException {
        file(name, bytes(values));
    }

    private void file(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private StoredArray open() throws IOException {
        return ArrayStore.zarr().open(ArrayFiles.local(directory));
    }

    private Object read(int... size) throws IOException {
        return open().read(new long[size.length], size);
    }
}
