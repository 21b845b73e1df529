package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The metadata of Zarr 2: {@code .zarray}. */
final class MetadataV2 {

    private final JsonFields json;

    MetadataV2(JsonFields json) {
        this.json = json;
    }

    ArrayMetadata read() throws DamagedDataException, UnsupportedFormatException {
        if (json.integer("zarr_format") != 2) {
            throw JsonFields.wrong("zarr_format", "2", json.node("zarr_format"));
        }
        ElementType type = type();
        requireNoFilters();
        List<Long> shape = json.longs("shape");
        ArraySpec spec = new ArraySpec(
                ZarrFormat.V2,
                shape,
                json.integers("chunks"),
                List.of(),
                type,
                FillJson.read(json.find("fill_value").orElse(NullNode.getInstance()), type),
                separator(),
                codecs(type),
                List.of());
        return new ArrayMetadata(
                spec, new ChunkLayout(byteOrder(), order(shape.size()), "", ChunkLayout.ShardIndex.standard()));
    }

    static byte[] write(ArraySpec spec) {
        List<ByteCodec> codecs = spec.codecs().codecs();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("chunks", numbers(spec.chunks()));
        json.set("compressor", codecs.isEmpty() ? NullNode.getInstance() : CodecJson.writeV2(codecs.get(0)));
        json.put("dimension_separator", String.valueOf(spec.separator()));
        json.put("dtype", (spec.type().size() == 1 ? "|" : "<") + spec.type().code());
        json.set("fill_value", FillJson.write(spec.fill(), spec.type()));
        json.putNull("filters");
        json.put("order", "C");
        json.set("shape", numbers(spec.shape()));
        json.put("zarr_format", 2);
        return JsonFields.write(json);
    }

    static ArrayNode numbers(List<? extends Number> values) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        values.forEach(each -> json.add(each.longValue()));
        return json;
    }

    private void requireNoFilters() throws DamagedDataException, UnsupportedFormatException {
        if (json.has("filters") && !json.list("filters").isEmpty()) {
            throw new UnsupportedFormatException(
                    "filters %s are not supported, supported are none".formatted(json.node("filters")));
        }
    }

    private ElementType type() throws DamagedDataException, UnsupportedFormatException {
        String name = json.node("dtype").isString()
                ? json.text("dtype")
                : json.node("dtype").toString();
        return (name.matches("[<>|=]..") ? ElementType.ofCode(name.substring(1)) : ElementType.ofCode(name))
                .orElseThrow(() ->
                        new UnsupportedFormatException("elements of type \"%s\" are not supported, supported are %s"
                                .formatted(name, ElementType.labels())));
    }

    private ByteOrder byteOrder() throws DamagedDataException {
        return json.text("dtype").startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private List<Integer> order(int rank) throws DamagedDataException {
        List<Integer> order = new ArrayList<>(ChunkLayout.cOrder(rank));
        switch (json.text("order")) {
            case "C" -> {}
            case "F" -> Collections.reverse(order);
            default -> throw JsonFields.wrong("order", "\"C\" or \"F\"", json.node("order"));
        }
        return order;
    }

    private char separator() throws DamagedDataException {
        return json.has("dimension_separator") ? separator(json.text("dimension_separator")) : '.';
    }

    /** Anything but one of these two characters would lead out of the array's directory, or to names nobody else finds. */
    static char separator(String text) throws DamagedDataException {
        if (!text.equals("/") && !text.equals(".")) {
            throw new DamagedDataException(
                    "separator of a chunk's name: expected \"/\" or \".\", found \"%s\"".formatted(text));
        }
        return text.charAt(0);
    }

    private CodecChain codecs(ElementType type) throws DamagedDataException, UnsupportedFormatException {
        return new CodecChain(
                json.has("compressor") ? List.of(CodecJson.readV2(json.object("compressor"), type)) : List.of());
    }
}
