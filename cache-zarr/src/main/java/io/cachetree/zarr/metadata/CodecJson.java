package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.DeflateCodec;
import io.cachetree.zarr.codec.Shuffle;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.codec.ZstdCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Codecs in JSON: one object with an {@code id} in Zarr 2, a {@code name} with a {@code configuration} in Zarr 3. */
final class CodecJson {

    private CodecJson() {}

    static ByteCodec readV2(JsonFields json, ElementType type) throws DamagedDataException, UnsupportedFormatException {
        String id = json.text("id");
        try {
            return switch (id) {
                case "blosc" -> new BloscCodec(compressor(json), json.integer("clevel", 5), shuffleV2(json, type));
                case "zstd" -> zstd(json);
                case "gzip" -> DeflateCodec.gzip(deflateLevel(json));
                case "zlib" -> DeflateCodec.zlib(deflateLevel(json));
                default -> throw unsupported(id, "blosc, zstd, gzip and zlib");
            };
        } catch (IllegalArgumentException e) {
            throw new DamagedDataException("settings of codec \"%s\": %s".formatted(id, e.getMessage()), e);
        }
    }

    static ByteCodec readV3(JsonFields json) throws DamagedDataException, UnsupportedFormatException {
        String name = json.text("name");
        JsonFields settings = json.object("configuration");
        try {
            return switch (name) {
                case "blosc" ->
                    new BloscCodec(
                            compressor(settings), settings.integer("clevel"), shuffleV3(settings.text("shuffle")));
                case "zstd" -> zstd(settings);
                case "gzip" -> DeflateCodec.gzip(deflateLevel(settings));
                case "crc32c" -> new Crc32cCodec();
                default -> throw unsupported(name, "blosc, zstd, gzip and crc32c");
            };
        } catch (IllegalArgumentException e) {
            throw new DamagedDataException("settings of codec \"%s\": %s".formatted(name, e.getMessage()), e);
        }
    }

    static ObjectNode writeV2(ByteCodec codec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (codec instanceof BloscCodec blosc) {
            return json.put("blocksize", 0)
                    .put("clevel", blosc.level())
                    .put("cname", blosc.compressor().label())
                    .put("id", "blosc")
                    .put("shuffle", blosc.shuffle().number());
        }
        if (codec instanceof ZstdCodec zstd) {
            return json.put("id", "zstd").put("level", zstd.level());
        }
        DeflateCodec deflate = (DeflateCodec) codec;
        return json.put("id", deflate.wrapping() == DeflateCodec.Wrapping.GZIP ? "gzip" : "zlib")
                .put("level", deflate.level());
    }

    static ObjectNode writeV3(ByteCodec codec, ElementType type) {
        if (codec instanceof Crc32cCodec) {
            return named("crc32c", JsonNodeFactory.instance.objectNode());
        }
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        if (codec instanceof BloscCodec blosc) {
            return named(
                    "blosc",
                    settings.put("cname", blosc.compressor().label())
                            .put("clevel", blosc.level())
                            .put("shuffle", blosc.shuffle().label())
                            .put("typesize", type.size())
                            .put("blocksize", 0));
        }
        if (codec instanceof ZstdCodec zstd) {
            return named("zstd", settings.put("level", zstd.level()).put("checksum", zstd.hasChecksum()));
        }
        return named("gzip", settings.put("level", ((DeflateCodec) codec).level()));
    }

    static ObjectNode named(String name, ObjectNode settings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        return settings.isEmpty() ? json : json.set("configuration", settings);
    }

    static UnsupportedFormatException unsupported(String codec, String supported) {
        return new UnsupportedFormatException(
                "codec \"%s\" is not supported, supported are %s".formatted(codec, supported));
    }

    private static BloscCompressor compressor(JsonFields settings)
            throws DamagedDataException, UnsupportedFormatException {
        String label = settings.text("cname");
        for (BloscCompressor each : BloscCompressor.values()) {
            if (each != BloscCompressor.BLOSCLZ && each.label().equals(label)) {
                return each;
            }
        }
        throw unsupported("blosc with " + label, "blosc with lz4, lz4hc, zlib and zstd");
    }

    private static Shuffle shuffleV2(JsonFields settings, ElementType type) throws DamagedDataException {
        int number = settings.integer("shuffle", 1);
        return switch (number) {
            case -1 -> type.size() == 1 ? Shuffle.BIT : Shuffle.BYTE;
            case 0 -> Shuffle.NONE;
            case 1 -> Shuffle.BYTE;
            case 2 -> Shuffle.BIT;
            default -> throw new DamagedDataException("\"shuffle\": expected -1 to 2, found " + number);
        };
    }

    private static Shuffle shuffleV3(String label) throws DamagedDataException {
        for (Shuffle each : Shuffle.values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new DamagedDataException(
                "\"shuffle\": expected noshuffle, shuffle or bitshuffle, found \"%s\"".formatted(label));
    }

    private static ZstdCodec zstd(JsonFields settings) throws DamagedDataException {
        boolean hasChecksum =
                settings.find("checksum").filter(JsonNode::asBoolean).isPresent();
        return new ZstdCodec(settings.integer("level", 0), hasChecksum);
    }

    /** Foreign writers have -1 for the default of zlib, which is 6. */
    private static int deflateLevel(JsonFields settings) throws DamagedDataException {
        int level = settings.integer("level", 1);
        return level == -1 ? 6 : level;
    }
}
