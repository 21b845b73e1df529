package io.cachetree.entry;

import io.cachetree.key.CacheKey;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.Fingerprint;
import io.cachetree.key.KeyContent;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a record in one pass. What it does not know it leaves out; what it needs and does not find is an
 * {@link IllegalArgumentException}.
 */
final class RecordReader {

    private static final String NONE = Duration.ZERO.toString();
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private final Extent extent;
    private final Map<String, String> texts = new HashMap<>();
    private Map<String, String> origin = Map.of();
    private List<KeyPart> inputs = List.of();
    private List<CalledStep> calls = List.of();
    private List<Acceptance> acceptances = List.of();
    private Map<String, String> methods = Map.of();
    private Map<String, String> libraries = Map.of();
    private List<StoredFile> outputs = List.of();
    private byte @Nullable [] result;

    /** How much is read. */
    enum Extent {
        /** All. */
        ALL,
        /** All but the parts of the step's code. */
        WITHOUT_PARTS,
        /** What the entry is, and not of what its key is made: no parts, no inputs, no called steps. */
        WITHOUT_INPUTS
    }

    RecordReader(byte[] bytes, Extent extent) {
        this.bytes = bytes;
        this.extent = extent;
    }

    RecordContent read() {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                member(json, json.currentName());
            }
        }
        return content();
    }

    private void member(JsonParser json, String name) {
        json.nextToken();
        switch (name) {
            case "result" -> result = raw(json);
            case "origin" -> origin = object(json);
            case "inputs" -> inputs = ofKey(json, RecordReader::input);
            case "calls" -> calls = ofKey(json, RecordReader::call);
            case "accepted" -> acceptances = array(json, RecordReader::acceptance);
            case "methods" -> methods = ofParts(json);
            case "libraries" -> libraries = ofParts(json);
            case "outputs" -> outputs = array(json, RecordReader::output);
            default -> scalar(json, name);
        }
    }

    private <T> List<T> ofKey(JsonParser json, Function<Map<String, String>, T> element) {
        if (extent != Extent.WITHOUT_INPUTS) {
            return array(json, element);
        }
        json.skipChildren();
        return List.of();
    }

    private Map<String, String> ofParts(JsonParser json) {
        if (extent == Extent.ALL) {
            return object(json);
        }
        json.skipChildren();
        return Map.of();
    }

    private void scalar(JsonParser json, String name) {
        if (json.currentToken().isScalarValue()) {
            texts.put(name, json.getString());
        } else {
            json.skipChildren();
        }
    }

    /** The value as it stands in the file: only the codec knows what it means. */
    private byte[] raw(JsonParser json) {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        return Arrays.copyOfRange(bytes, start, (int) json.currentLocation().getByteOffset());
    }

    private static <T> List<T> array(JsonParser json, Function<Map<String, String>, T> element) {
        List<T> elements = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            elements.add(element.apply(object(json)));
        }
        return elements;
    }

    private static Map<String, String> object(JsonParser json) {
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, json.getString());
        }
        return members;
    }

    private RecordContent content() {
        int format = Integer.parseInt(required(texts, "format"));
        if (format > RecordFormat.FORMAT) {
            return new RecordContent.Unusable(
                    "it has format %d, and this version reads formats up to %d".formatted(format, RecordFormat.FORMAT));
        }
        String by = texts.get("superseded-by");
        return by != null ? new RecordContent.Superseded(Integer.parseInt(by)) : new RecordContent.Whole(record());
    }

    private EntryRecord record() {
        return new EntryRecord(
                required(texts, "node"),
                CacheKey.parse(required(texts, "key")),
                new KeyContent(StepId.parse(required(texts, "step")), code(), inputs),
                calls,
                required(texts, "reason"),
                origin(),
                RecordTimes.duration(texts.getOrDefault("in-steps", NONE)),
                acceptances,
                EntryNames.requireAttempt(required(texts, "attempt")),
                texts.containsKey("files") ? EntryRecord.HasFiles.YES : EntryRecord.HasFiles.NO,
                required(texts, "codec"),
                result,
                outputs);
    }

    private StepCode code() {
        return new StepCode(
                CodeDigest.parse(required(texts, "code")),
                methods.isEmpty() && libraries.isEmpty() ? List.of() : PartsText.parse(methods, libraries),
                lines(texts.getOrDefault("unfollowed", "")),
                List.of());
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private Origin origin() {
        return new Origin(
                RecordTimes.instant(required(origin, "started")),
                RecordTimes.duration(required(origin, "duration")),
                required(origin, "host"),
                Long.parseLong(required(origin, "pid")),
                required(origin, "user"),
                required(origin, "java"));
    }

    private static KeyPart input(Map<String, String> members) {
        KeyPart.Kind kind = members.containsKey("field") ? KeyPart.Kind.FIELD : KeyPart.Kind.PARAMETER;
        return new KeyPart(
                kind,
                required(members, kind == KeyPart.Kind.FIELD ? "field" : "parameter"),
                Fingerprint.parse(required(members, "fingerprint")),
                required(members, "value"));
    }

    private static CalledStep call(Map<String, String> members) {
        return new CalledStep(
                StepId.parse(required(members, "step")),
                NodePath.parse(members.getOrDefault("node", "")),
                CodeDigest.parse(required(members, "code")),
                Long.parseLong(members.getOrDefault("times", "1")),
                Optional.ofNullable(members.get("on-code-change")).map(OnCodeChange::valueOf));
    }

    private static Acceptance acceptance(Map<String, String> members) {
        return new Acceptance(
                required(members, "by"),
                Instant.parse(required(members, "at")),
                CodeDigest.parse(required(members, "code-before")),
                lines(required(members, "changes")));
    }

    private static StoredFile output(Map<String, String> members) {
        return new StoredFile(
                required(members, "file"),
                Long.parseLong(required(members, "size")),
                Digest.parse(required(members, "digest")));
    }

    private static String required(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no \"%s\"".formatted(name));
        }
        return value;
    }
}
