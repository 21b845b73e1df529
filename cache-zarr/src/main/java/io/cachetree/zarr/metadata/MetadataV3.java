package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The metadata of Zarr 3: {@code zarr.json}. */
final class MetadataV3 {

    private static final Set<String> KNOWN = Set.of(
            "zarr_format",
            "node_type",
            "shape",
            "data_type",
            "chunk_grid",
            "chunk_key_encoding",
            "fill_value",
            "codecs",
            "attributes",
            "dimension_names",
            "storage_transformers");

    private final JsonFields json;

    MetadataV3(JsonFields json) {
        this.json = json;
    }

    ArrayMetadata read() throws DamagedDataException, UnsupportedFormatException {
        requireArray();
        requireAllUnderstood();
        ElementType type = type();
        List<Long> shape = json.longs("shape");
        List<Integer> grid = grid();
        CodecsV3 codecs = CodecsV3.read(json.list("codecs"), shape.size());
        ArraySpec spec = new ArraySpec(
                ZarrFormat.V3,
                shape,
                codecs.isSharded() ? codecs.chunks() : grid,
                codecs.isSharded() ? grid : List.of(),
                type,
                FillJson.read(json.node("fill_value"), type),
                separator(),
                new CodecChain(codecs.bytes()),
                dimensionNames());
        return new ArrayMetadata(
                spec, new ChunkLayout(codecs.byteOrder(), codecs.order(), chunkFolder(), codecs.index()));
    }

    static byte[] write(ArraySpec spec) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode json = nodes.objectNode();
        json.put("zarr_format", 3);
        json.put("node_type", "array");
        json.set("shape", MetadataV2.numbers(spec.shape()));
        json.put("data_type", spec.type().label());
        List<Integer> grid = spec.isSharded() ? spec.shards() : spec.chunks();
        json.set(
                "chunk_grid",
                CodecJson.named("regular", nodes.objectNode().set("chunk_shape", MetadataV2.numbers(grid))));
        json.set(
                "chunk_key_encoding",
                CodecJson.named("default", nodes.objectNode().put("separator", String.valueOf(spec.separator()))));
        json.set("fill_value", FillJson.write(spec.fill(), spec.type()));
        json.set("codecs", CodecsV3.write(spec));
        if (!spec.dimensionNames().isEmpty()) {
            ArrayNode names = json.putArray("dimension_names");
            spec.dimensionNames().forEach(names::add);
        }
        return JsonFields.write(json);
    }

    private void requireArray() throws DamagedDataException {
        if (json.integer("zarr_format") != 3) {
            throw JsonFields.wrong("zarr_format", "3", json.node("zarr_format"));
        }
        if (!json.text("node_type").equals("array")) {
            throw JsonFields.wrong("node_type", "\"array\"", json.node("node_type"));
        }
    }

    /** Whoever adds a field that may be passed over says so in it; all others change what the array is. */
    private void requireAllUnderstood() throws DamagedDataException, UnsupportedFormatException {
        for (String name : json.names()) {
            boolean isOptional = json.find(name)
                    .map(node -> node.path("must_understand"))
                    .filter(node -> node.isBoolean() && !node.booleanValue())
                    .isPresent();
            if (!KNOWN.contains(name) && !isOptional) {
                throw new UnsupportedFormatException(
                        "field \"%s\" must be understood, and is not known".formatted(name));
            }
        }
        if (json.has("storage_transformers")
                && !json.list("storage_transformers").isEmpty()) {
            throw new UnsupportedFormatException("storage transformers %s are not supported, supported are none"
                    .formatted(json.node("storage_transformers")));
        }
    }

    private ElementType type() throws DamagedDataException, UnsupportedFormatException {
        JsonNode node = json.node("data_type");
        String name = node.isString() ? node.stringValue() : node.toString();
        return ElementType.ofLabel(name)
                .orElseThrow(() ->
                        new UnsupportedFormatException("elements of type \"%s\" are not supported, supported are %s"
                                .formatted(name, ElementType.labels())));
    }

    private List<Integer> grid() throws DamagedDataException, UnsupportedFormatException {
        JsonFields grid = JsonFields.named(json.node("chunk_grid"), "chunk_grid");
        if (!grid.text("name").equals("regular")) {
            throw new UnsupportedFormatException(
                    "chunk grid \"%s\" is not supported, supported is regular".formatted(grid.text("name")));
        }
        return grid.object("configuration").integers("chunk_shape");
    }

    private boolean isKeyedAsInV2() throws DamagedDataException, UnsupportedFormatException {
        String name = JsonFields.named(json.node("chunk_key_encoding"), "chunk_key_encoding")
                .text("name");
        return switch (name) {
            case "default" -> false;
            case "v2" -> true;
            default ->
                throw new UnsupportedFormatException(
                        "names of chunks by \"%s\" are not supported, supported are default and v2".formatted(name));
        };
    }

    private String chunkFolder() throws DamagedDataException, UnsupportedFormatException {
        return isKeyedAsInV2() ? "" : "c";
    }

    private char separator() throws DamagedDataException, UnsupportedFormatException {
        JsonFields settings = JsonFields.named(json.node("chunk_key_encoding"), "chunk_key_encoding")
                .object("configuration");
        if (settings.has("separator")) {
            return MetadataV2.separator(settings.text("separator"));
        }
        return isKeyedAsInV2() ? '.' : '/';
    }

    /** A dimension without a name is null in the list; if one has none, the names are of no use. */
    private List<String> dimensionNames() throws DamagedDataException {
        List<JsonNode> names = json.has("dimension_names") ? json.list("dimension_names") : List.of();
        return names.stream().allMatch(JsonNode::isString)
                ? names.stream().map(JsonNode::stringValue).toList()
                : List.of();
    }
}
