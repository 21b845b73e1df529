package io.cachetree.zarr.metadata;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Shuffle;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an array is said before any memory is asked for. */
class BadMetadataTest {

    private static final String V2 = text(ArraySpec.of(ElementType.UINT16, 20, 30));
    private static final String V3 = text(ArraySpec.of(ElementType.UINT16, 20, 30)
            .withFormat(ZarrFormat.V3)
            .withChunks(4, 5)
            .withShards(8, 10));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"<u2\" | \"<U5\" | elements of type \"<U5\" are not supported, supported are bool, int8, int16,",
                "\"<u2\" | \"<c8\" | elements of type \"<c8\" are not supported",
                "\"zstd\" | \"snappy\" | codec \"blosc with snappy\" is not supported, supported are blosc with lz4, lz4hc, zlib and zstd",
                "\"zstd\" | \"blosclz\" | codec \"blosc with blosclz\" is not supported, supported are blosc with lz4, lz4hc, zlib and zstd",
                "\"id\" : \"blosc\" | \"id\" : \"lzma\" | codec \"lzma\" is not supported, supported are blosc, zstd, gzip and zlib",
                "\"filters\" : null | \"filters\" : [{\"id\" : \"delta\"}] | filters [{\"id\":\"delta\"}] are not supported, supported are none",
            })
    void whatIsNotSupportedIsNamedInZarr2(String right, String wrong, String message) {
        assertThatThrownBy(() -> parse(ZarrFormat.V2, replaced(V2, right, wrong)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"dimension_separator\" : \"/\" | \"dimension_separator\" : \"/../\" | separator of a chunk's name: expected \"/\" or \".\", found \"/../\"",
                "\"chunks\" : [ 20, 30 ] | \"chunks\" : [ 0, 30 ] | [0, 30] has a size below 1",
                "\"chunks\" : [ 20, 30 ] | \"chunks\" : [ 30 ] | [30] does not have the dimensions of [20, 30]",
                "\"chunks\" : [ 20, 30 ] | \"chunks\" : [ 100000, 100000 ] | [100000, 100000] has more than 1 GiB",
                "\"chunks\" : [ 20, 30 ] | \"chunks\" : [ 17000, 17000 ] | bytes of a chunk: expected at most 536870912, found 578000000",
                "\"shape\" : [ 20, 30 ] | \"shape\" : [ 20, -1 ] | [20, -1] has a negative size",
                "\"shape\" : [ 20, 30 ] | \"shape\" : [ 4611686018427387904, 30 ] | has more than 2^62 elements",
                "\"shape\" : [ 20, 30 ] | \"shape\" : [ 20.5, 30 ] | \"shape\": expected integers of 64 bits, found 20.5",
                "\"order\" : \"C\" | \"order\" : \"K\" | \"order\": expected \"C\" or \"F\", found \"K\"",
                "\"fill_value\" : 0 | \"fill_value\" : 65536 | \"fill_value\": expected an element of type uint16, found 65536",
                "\"fill_value\" : 0 | \"fill_value\" : 1e999999999 | \"fill_value\": expected an element of type uint16",
                "\"zarr_format\" : 2 | \"zarr_format\" : 3 | \"zarr_format\": expected 2, found 3",
                "\"clevel\" : 1 | \"clevel\" : 11 | settings of codec \"blosc\"",
            })
    void whatIsWrongIsNamedInZarr2(String right, String wrong, String message) {
        assertThatThrownBy(() -> parse(ZarrFormat.V2, replaced(V2, right, wrong)))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"uint16\" | \"complex64\" | elements of type \"complex64\" are not supported",
                "\"regular\" | \"rectilinear\" | chunk grid \"rectilinear\" is not supported, supported is regular",
                "\"name\" : \"blosc\" | \"name\" : \"pcodec\" | codec \"pcodec\" is not supported, supported are blosc, zstd, gzip and crc32c",
                "\"node_type\" | \"new\" : {\"a\" : 1}, \"node_type\" | field \"new\" must be understood, and is not known",
                "\"name\" : \"default\" | \"name\" : \"hashed\" | names of chunks by \"hashed\" are not supported",
            })
    void whatIsNotSupportedIsNamedInZarr3(String right, String wrong, String message) {
        assertThatThrownBy(() -> parse(ZarrFormat.V3, replaced(V3, right, wrong)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"node_type\" : \"array\" | \"node_type\" : \"group\" | \"node_type\": expected \"array\", found \"group\"",
                "\"separator\" : \"/\" | \"separator\" : \"..\" | expected \"/\" or \".\", found \"..\"",
                "[ 8, 10 ] | [ 8, 11 ] | [8, 11] is no whole multiple of the chunks [4, 5]",
                "[ 8, 10 ] | [ 8000, 10000 ] | chunks of a shard: expected at most 1048576, found 4000000",
                "\"end\" | \"middle\" | \"index_location\": expected \"start\" or \"end\", found \"middle\"",
                "\"little\" | \"odd\" | \"endian\": expected \"little\" or \"big\", found \"odd\"",
            })
    void whatIsWrongIsNamedInZarr3(String right, String wrong, String message) {
        assertThatThrownBy(() -> parse(ZarrFormat.V3, replaced(V3, right, wrong)))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void specsThatDoNotFitAreRefused() {
        ArraySpec spec = ArraySpec.of(ElementType.UINT16, 20, 30);
        assertThatThrownBy(() -> spec.withShards(40, 60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot describe an array by these shards: [40, 60] needs Zarr 3. Give shards that fit.");
        assertThatThrownBy(() -> spec.withCodecs(new Crc32cCodec())).hasMessageContaining("needs Zarr 3");
        assertThatThrownBy(() -> spec.withFormat(ZarrFormat.V3).withCodecs(DeflateCodec.zlib(1)))
                .hasMessageContaining("needs Zarr 2");
        assertThatThrownBy(() -> spec.withSeparator('-')).hasMessageContaining("- is neither \"/\" nor \".\"");
        assertThatThrownBy(() -> spec.withDimensionNames("y", "x")).hasMessageContaining("[y, x] needs Zarr 3");
    }

    @Test
    void whatIsOnlyReadIsNotWritten() {
        assertThatThrownBy(() -> ArrayMetadata.of(ArraySpec.of(ElementType.FLOAT16, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot write an array of float16: it is only read. Write float32.");
        BloscCodec blosclz = new BloscCodec(BloscCompressor.BLOSCLZ, 5, Shuffle.BYTE);
        assertThatThrownBy(() ->
                        ArrayMetadata.of(ArraySpec.of(ElementType.UINT8, 3).withCodecs(blosclz)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot write an array with blosclz: it is not supported. Use blosc with zstd or lz4.");
    }

    private static void parse(ZarrFormat format, String json) throws Exception {
        ArrayMetadata.parse(format, json.getBytes(StandardCharsets.UTF_8), ArrayLimits.standard());
    }

    private static String replaced(String json, String right, String wrong) {
        if (!json.contains(right)) {
            throw new IllegalArgumentException("%s is not in %s".formatted(right, json));
        }
        return json.replace(right, wrong);
    }

    private static String text(ArraySpec spec) {
        return new String(ArrayMetadata.of(spec).toJson(), StandardCharsets.UTF_8);
    }
}
