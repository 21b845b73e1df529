package io.cachetree.zarr.ome;

import io.cachetree.zarr.codec.DamagedDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value in JSON that was read, and where it is: {@code multiscales[0].axes[1].name}. What it must be, it is, or an
 * error says where it is not.
 *
 * @param place where it is
 * @param node what it is
 */
record JsonPlace(String place, JsonNode node) {

    private static final int SHOWN = 80;

    /** Returns a field that is not null, or nothing. */
    Optional<JsonPlace> find(String name) {
        @Nullable JsonNode field = node.get(name);
        return field == null || field.isNull() ? Optional.empty() : Optional.of(new JsonPlace(inside(name), field));
    }

    JsonPlace field(String name) throws DamagedDataException {
        Optional<JsonPlace> found = find(name);
        if (found.isEmpty()) {
            throw new DamagedDataException("\"%s\": expected, not found".formatted(inside(name)));
        }
        return found.get();
    }

    private String inside(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    JsonPlace object() throws DamagedDataException {
        require(node.isObject(), "an object");
        return this;
    }

    /** Returns the elements of a list. */
    List<JsonPlace> items() throws DamagedDataException {
        require(node.isArray(), "a list");
        List<JsonPlace> items = new ArrayList<>();
        for (JsonNode each : node.values()) {
            items.add(new JsonPlace("%s[%d]".formatted(place, items.size()), each));
        }
        return items;
    }

    String text() throws DamagedDataException {
        require(node.isString(), "a text");
        return node.stringValue();
    }

    /** Returns a field that is a text, or nothing. */
    String text(String name) throws DamagedDataException {
        Optional<JsonPlace> found = find(name);
        return found.isEmpty() ? "" : found.get().text();
    }

    double number() throws DamagedDataException {
        require(node.isNumber() && Double.isFinite(node.doubleValue()), "a number");
        return node.doubleValue();
    }

    long integer() throws DamagedDataException {
        require(node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong(), "an integer");
        return node.longValue();
    }

    void require(boolean isRight, String expected) throws DamagedDataException {
        if (!isRight) {
            String found = node.toString();
            throw new DamagedDataException("\"%s\": expected %s, found %s"
                    .formatted(place, expected, found.length() > SHOWN ? found.substring(0, SHOWN) + "..." : found));
        }
    }
}
