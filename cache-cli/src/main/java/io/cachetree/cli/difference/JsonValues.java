package io.cachetree.cli.difference;

import io.cachetree.cli.difference.Difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The values of two JSON texts, by their paths: {@code $.regions[3].density}. */
final class JsonValues {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final int DETAILS = 20;
    private static final int LONGEST = 40;

    private JsonValues() {}

    static Difference compare(String name, String before, String now) {
        Map<String, JsonNode> first = values(JSON.readTree(before));
        Map<String, JsonNode> second = values(JSON.readTree(now));
        Set<String> paths = new LinkedHashSet<>(first.keySet());
        paths.addAll(second.keySet());
        List<String> details = new ArrayList<>();
        int changed = 0;
        for (String path : paths) {
            JsonNode then = first.get(path);
            JsonNode today = second.get(path);
            if (then == null || today == null || !isSame(then, today)) {
                changed++;
                if (details.size() < DETAILS) {
                    details.add("%s: %s".formatted(path, change(then, today)));
                }
            }
        }
        if (changed == 0) {
            return Difference.same(name, Kind.JSON);
        }
        return Difference.changed(
                name,
                Kind.JSON,
                "%d of %d values differ".formatted(changed, paths.size()),
                Map.of("values", paths.size(), "changed", changed),
                details);
    }

    private static Map<String, JsonNode> values(JsonNode root) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        collect("$", root, values);
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(each -> collect(path + member(each.getKey()), each.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), values);
            }
        } else {
            values.put(path, node);
        }
    }

    private static boolean isSame(JsonNode before, JsonNode now) {
        return (before.isNumber() && now.isNumber())
                ? before.decimalValue().compareTo(now.decimalValue()) == 0
                : before.equals(now);
    }

    private static String member(String name) {
        return PLAIN.matcher(name).matches() ? "." + name : "[%s]".formatted(JSON.writeValueAsString(name));
    }

    private static String change(@Nullable JsonNode before, @Nullable JsonNode now) {
        String change = shown(before) + " -> " + shown(now);
        return before != null && now != null && before.isNumber() && now.isNumber()
                ? change + Numbers.apart(before.doubleValue(), now.doubleValue())
                : change;
    }

    private static String shown(@Nullable JsonNode node) {
        String text = node == null ? "missing" : node.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
