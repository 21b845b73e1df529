package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of codecs of Zarr 3: an order of dimensions, the bytes of elements, and codecs for bytes; or shards with
 * such a list of their own.
 *
 * @param chunks the sizes of the chunks in a shard, or nothing where there are no shards
 * @param order which dimension of the array is the first in a chunk, and so on
 * @param byteOrder of elements
 * @param bytes the codecs for bytes
 * @param index how the index of a shard is stored
 */
record CodecsV3(
        List<Integer> chunks,
        List<Integer> order,
        ByteOrder byteOrder,
        List<ByteCodec> bytes,
        ChunkLayout.ShardIndex index) {

    private static final String SHARDING = "sharding_indexed";

    boolean isSharded() {
        return !chunks.isEmpty();
    }

    static CodecsV3 read(List<JsonNode> list, int rank) throws DamagedDataException, UnsupportedFormatException {
        JsonFields first = named(list, 0);
        if (!first.text("name").equals(SHARDING)) {
            return readPlain(list, rank);
        }
        if (list.size() > 1) {
            throw new UnsupportedFormatException("codec \"%s\" around shards is not supported, supported is none"
                    .formatted(named(list, 1).text("name")));
        }
        if (rank == 0) {
            throw new UnsupportedFormatException("shards of an array without dimensions are not supported");
        }
        JsonFields settings = first.object("configuration");
        CodecsV3 inner = readPlain(settings.list("codecs"), rank);
        List<Integer> chunks = settings.integers("chunk_shape");
        return new CodecsV3(chunks, inner.order, inner.byteOrder, inner.bytes, index(settings));
    }

    private static CodecsV3 readPlain(List<JsonNode> list, int rank)
            throws DamagedDataException, UnsupportedFormatException {
        boolean isTransposed = named(list, 0).text("name").equals("transpose");
        int at = isTransposed ? 1 : 0;
        List<Integer> order = isTransposed ? order(named(list, 0), rank) : ChunkLayout.cOrder(rank);
        requireNoShards(named(list, at));
        ByteOrder byteOrder = byteOrder(named(list, at));
        List<ByteCodec> bytes = new ArrayList<>();
        for (int i = at + 1; i < list.size(); i++) {
            bytes.add(CodecJson.readV3(named(list, i)));
        }
        return new CodecsV3(List.of(), order, byteOrder, bytes, ChunkLayout.ShardIndex.standard());
    }

    /** They stand first and alone, and not within each other. */
    private static void requireNoShards(JsonFields codec) throws DamagedDataException, UnsupportedFormatException {
        if (codec.text("name").equals(SHARDING)) {
            throw new UnsupportedFormatException(
                    "shards within shards, or behind another codec, are not supported, supported are shards of chunks");
        }
    }

    private static List<Integer> order(JsonFields transpose, int rank) throws DamagedDataException {
        List<Integer> order = transpose.object("configuration").integers("order");
        if (!order.stream().sorted().toList().equals(ChunkLayout.cOrder(rank))) {
            throw new DamagedDataException(
                    "order of dimensions: expected each of 0 to %d once, found %s".formatted(rank - 1, order));
        }
        return order;
    }

    private static ByteOrder byteOrder(JsonFields bytes) throws DamagedDataException, UnsupportedFormatException {
        if (!bytes.text("name").equals("bytes")) {
            throw CodecJson.unsupported(
                    bytes.text("name"),
                    "one transpose, bytes, and blosc, zstd, gzip and crc32c behind it, with shards around these or without");
        }
        JsonFields settings = bytes.object("configuration");
        String endian = settings.has("endian") ? settings.text("endian") : "little";
        return switch (endian) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw JsonFields.wrong("endian", "\"little\" or \"big\"", settings.node("endian"));
        };
    }

    private static ChunkLayout.ShardIndex index(JsonFields sharding)
            throws DamagedDataException, UnsupportedFormatException {
        String place = sharding.has("index_location") ? sharding.text("index_location") : "end";
        CodecsV3 codecs = readPlain(sharding.list("index_codecs"), 0);
        boolean isChecked = codecs.bytes.equals(List.of(new Crc32cCodec()));
        if (!isChecked && !codecs.bytes.isEmpty()) {
            throw new UnsupportedFormatException(
                    "a shard's index with codecs other than bytes and crc32c is not supported");
        }
        return new ChunkLayout.ShardIndex(
                switch (place) {
                    case "start" -> ChunkLayout.ShardIndex.Place.START;
                    case "end" -> ChunkLayout.ShardIndex.Place.END;
                    default ->
                        throw JsonFields.wrong(
                                "index_location", "\"start\" or \"end\"", sharding.node("index_location"));
                },
                codecs.byteOrder,
                isChecked ? ChunkLayout.ShardIndex.Check.CRC32C : ChunkLayout.ShardIndex.Check.NONE);
    }

    static ArrayNode write(ArraySpec spec) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ArrayNode plain = nodes.arrayNode().add(littleEndian());
        spec.codecs().codecs().forEach(codec -> plain.add(CodecJson.writeV3(codec, spec.type())));
        if (!spec.isSharded()) {
            return plain;
        }
        ObjectNode settings = nodes.objectNode();
        settings.set("chunk_shape", MetadataV2.numbers(spec.chunks()));
        settings.set("codecs", plain);
        settings.set(
                "index_codecs",
                nodes.arrayNode().add(littleEndian()).add(CodecJson.writeV3(new Crc32cCodec(), spec.type())));
        settings.put("index_location", "end");
        return nodes.arrayNode().add(CodecJson.named(SHARDING, settings));
    }

    private static ObjectNode littleEndian() {
        return CodecJson.named("bytes", JsonNodeFactory.instance.objectNode().put("endian", "little"));
    }

    private static JsonFields named(List<JsonNode> list, int at) throws DamagedDataException {
        if (at >= list.size()) {
            throw new DamagedDataException("codecs: expected one that makes bytes, found none");
        }
        return JsonFields.named(list.get(at), "codec");
    }
}
