package io.cachetree.codec;

import io.cachetree.codec.internal.ByteDifference;
import io.cachetree.codec.internal.JsonDifference;
import io.cachetree.codec.internal.Tolerance;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The first difference of two entries of any codec: of their JSON, then of their files, byte by byte. */
record EntryDifference(Codec.Source before, Codec.Source now) {

    private static final JsonDifference JSON = new JsonDifference(Tolerance.NONE);

    Optional<String> first() throws IOException {
        Optional<String> ofJson = ofJson();
        return ofJson.isPresent() ? ofJson : ofFiles();
    }

    private Optional<String> ofJson() throws IOException {
        byte[] first = json(before);
        byte[] second = json(now);
        if (first == null || second == null) {
            return first == null && second == null
                    ? Optional.empty()
                    : Optional.of("$: %s -> %s".formatted(presence(first), presence(second)));
        }
        return JSON.between(first, second);
    }

    private static byte @Nullable [] json(Codec.Source source) {
        try {
            return source.json();
        } catch (IOException none) {
            return null;
        }
    }

    private static String presence(byte @Nullable [] json) {
        return json == null ? "no JSON" : "JSON";
    }

    private Optional<String> ofFiles() throws IOException {
        SortedSet<String> names = new TreeSet<>(before.files());
        names.addAll(now.files());
        for (String name : names) {
            Optional<String> difference = ofFile(name);
            if (difference.isPresent()) {
                return difference.map(where -> name + ", " + where);
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofFile(String name) throws IOException {
        if (!before.files().contains(name)) {
            return Optional.of("it was not there before");
        }
        if (!now.files().contains(name)) {
            return Optional.of("it is missing now");
        }
        try (InputStream first = before.open(name);
                InputStream second = now.open(name)) {
            return ByteDifference.between(first, second);
        }
    }
}
