package io.cachetree.codec;

import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a map, by its keys.
 *
 * @param codec the codec of each value
 */
record MapParts(Codec<@Nullable Object> codec) implements Parts<Map<String, @Nullable Object>> {

    @Override
    public Map<String, @Nullable Object> of(Map<String, @Nullable Object> value) {
        Map<String, String> names = new HashMap<>();
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        value.forEach((key, part) -> {
            requireFileName(key);
            requireOnly(key, names.put(Parts.folded(key), key));
            parts.put(key, part);
        });
        return parts;
    }

    private static void requireFileName(@Nullable String key) {
        if (key == null) {
            throw new InvalidStepException(
                    "Cannot write the result: a key of the map is null. Return a map without null keys.");
        }
        if (!Parts.isFileName(key)) {
            throw new InvalidStepException(
                    "Cannot write the result: the key \"%s\" of the map cannot be the name of a file. %s."
                            .formatted(key, Parts.ALLOWED));
        }
    }

    private static void requireOnly(String key, @Nullable String other) {
        if (other != null) {
            throw new InvalidStepException("""
                    Cannot write the result: the keys "%s" and "%s" of the map would be the same file \
                    where the case of letters does not count. Rename one of them.""".formatted(other, key));
        }
    }

    @Override
    public Codec<@Nullable Object> codec(String name) throws IOException {
        if (!Parts.isFileName(name)) {
            throw new IOException("Cannot read the result: \"%s\" is no name of a part.".formatted(name));
        }
        return codec;
    }

    @Override
    public void check(Codec.Options whole) {
        codec.check(whole);
    }

    @Override
    public Map<String, @Nullable Object> whole(Map<String, @Nullable Object> parts) {
        return parts;
    }
}
