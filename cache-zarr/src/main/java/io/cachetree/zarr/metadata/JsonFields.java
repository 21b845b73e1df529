package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.DamagedDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object that was read: what it must have, it has in the right form, or an error says so. */
final class JsonFields {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode object;

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    static JsonFields parse(byte[] json) throws DamagedDataException {
        try {
            return of(JSON.readTree(json), "metadata");
        } catch (JacksonException e) {
            throw new DamagedDataException("JSON: expected an object, found (%s)".formatted(why(e)), e);
        }
    }

    /** Returns what Jackson says, without the places in a source that it does not name. */
    private static String why(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
    }

    /** Returns the fields of a node; a text stands for an object that has only a name. */
    static JsonFields named(JsonNode node, String what) throws DamagedDataException {
        return node.isString()
                ? new JsonFields(JsonNodeFactory.instance.objectNode().set("name", node))
                : of(node, what);
    }

    private static JsonFields of(JsonNode node, String what) throws DamagedDataException {
        if (!node.isObject()) {
            throw wrong(what, "an object", node);
        }
        return new JsonFields(node);
    }

    static byte[] write(ObjectNode object) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(object);
    }

    /** Returns whether there is a field that is not null. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    Set<String> names() {
        return new TreeSet<>(object.propertyNames());
    }

    Optional<JsonNode> find(String name) {
        return Optional.<JsonNode>ofNullable(get(name)).filter(node -> !node.isNull());
    }

    private @Nullable JsonNode get(String name) {
        return object.get(name);
    }

    JsonNode node(String name) throws DamagedDataException {
        return find(name).orElseThrow(() -> new DamagedDataException("\"%s\": expected, not found".formatted(name)));
    }

    String text(String name) throws DamagedDataException {
        JsonNode node = node(name);
        if (!node.isString()) {
            throw wrong(name, "a text", node);
        }
        return node.stringValue();
    }

    int integer(String name) throws DamagedDataException {
        return toInt(name, node(name));
    }

    int integer(String name, int otherwise) throws DamagedDataException {
        return has(name) ? integer(name) : otherwise;
    }

    /** Returns the fields of an object, or of none. */
    JsonFields object(String name) throws DamagedDataException {
        return has(name) ? of(node(name), name) : new JsonFields(JsonNodeFactory.instance.objectNode());
    }

    List<JsonNode> list(String name) throws DamagedDataException {
        JsonNode node = node(name);
        if (!node.isArray()) {
            throw wrong(name, "a list", node);
        }
        return List.copyOf(node.values());
    }

    List<Long> longs(String name) throws DamagedDataException {
        List<Long> values = new ArrayList<>();
        for (JsonNode each : list(name)) {
            if (!each.isIntegralNumber() || !each.canConvertToLong()) {
                throw wrong(name, "integers of 64 bits", each);
            }
            values.add(each.longValue());
        }
        return values;
    }

    List<Integer> integers(String name) throws DamagedDataException {
        List<Integer> values = new ArrayList<>();
        for (JsonNode each : list(name)) {
            values.add(toInt(name, each));
        }
        return values;
    }

    private static int toInt(String name, JsonNode node) throws DamagedDataException {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong(name, "an integer of 32 bits", node);
        }
        return node.intValue();
    }

    static DamagedDataException wrong(String name, String expected, JsonNode found) {
        String text = found.toString();
        return new DamagedDataException("\"%s\": expected %s, found %s"
                .formatted(name, expected, text.length() > 80 ? text.substring(0, 80) + "..." : text));
    }
}
