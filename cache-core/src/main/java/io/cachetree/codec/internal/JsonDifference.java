package io.cachetree.codec.internal;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two JSON texts differ.
 *
 * <ul>
 *   <li>The space between tokens and the order of an object's properties do not count; the order of an array does.
 *   <li>Numbers are compared as they are written, and those that are not the same, by the tolerance.
 * </ul>
 *
 * @param tolerance how far numbers may be apart
 */
public record JsonDifference(Tolerance tolerance) {

    private static final String MISSING = "missing";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /**
     * Returns the first difference, as in {@code $.regions[3].density: 0.41 -> 0.42}, or nothing.
     *
     * @throws IOException if one of them is no JSON
     */
    public Optional<String> between(byte[] before, byte[] now) throws IOException {
        return between("$", JsonValue.read(before), JsonValue.read(now));
    }

    /**
     * Returns whether two JSON texts differ in nothing but the order of elements in arrays, as sets are written.
     *
     * @throws IOException if one of them is no JSON
     */
    public static boolean isOnlyInOrder(byte[] before, byte[] now) throws IOException {
        return JsonValue.read(before).sorted().equals(JsonValue.read(now).sorted());
    }

    private Optional<String> between(String path, JsonValue before, JsonValue now) {
        if (before instanceof JsonValue.Properties first && now instanceof JsonValue.Properties second) {
            return betweenProperties(path, first.values(), second.values());
        }
        if (before instanceof JsonValue.Elements first && now instanceof JsonValue.Elements second) {
            return betweenElements(path, first.values(), second.values());
        }
        return isSame(before, now) ? Optional.empty() : change(path, before.shows(), now.shows());
    }

    private Optional<String> betweenProperties(String path, Map<String, JsonValue> before, Map<String, JsonValue> now) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            Optional<String> difference = betweenPresent(path + step(name), before.get(name), now.get(name));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static String step(String name) {
        return NAME.matcher(name).matches() ? "." + name : "[" + TextDifference.quoted(name) + "]";
    }

    private Optional<String> betweenPresent(String path, @Nullable JsonValue before, @Nullable JsonValue now) {
        return before == null || now == null
                ? change(path, before == null ? MISSING : before.shows(), now == null ? MISSING : now.shows())
                : between(path, before, now);
    }

    private Optional<String> betweenElements(String path, List<JsonValue> before, List<JsonValue> now) {
        if (before.size() != now.size()) {
            return change(path, before.size() + " elements", now.size() + " elements");
        }
        for (int i = 0; i < before.size(); i++) {
            Optional<String> difference = between(path + "[" + i + "]", before.get(i), now.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private boolean isSame(JsonValue before, JsonValue now) {
        return before.equals(now)
                || (tolerance.relative() > 0
                        && before instanceof JsonValue.Numeral first
                        && now instanceof JsonValue.Numeral second
                        && tolerance.covers(Double.parseDouble(first.text()), Double.parseDouble(second.text())));
    }

    private static Optional<String> change(String path, String before, String now) {
        return Optional.of("%s: %s -> %s".formatted(path, before, now));
    }
}
