package io.cachetree.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the outline of an entry from the head of its record, and nothing behind it: a listing of a large tree spends most of its time
 * here. A record of another format, or whose members stand in another order than {@link RecordWriter} puts them, is left to {@link
 * RecordReader}.
 */
final class OutlineReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private @Nullable String reason;
    private @Nullable Instant started;
    private @Nullable Duration duration;
    private @Nullable Instant accepted;
    private @Nullable String attempt;
    private long size = -1;

    OutlineReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the outline; nothing if the head does not have all of it. */
    Optional<RecordContent> read() {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            if (!isOfThisFormat(json)) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME
                    && !json.currentName().equals("inputs")) {
                member(json, json.currentName());
            }
        }
        return outline();
    }

    /** Nothing is known of another one. */
    private static boolean isOfThisFormat(JsonParser json) {
        return json.nextToken() == JsonToken.PROPERTY_NAME
                && json.currentName().equals("format")
                && json.nextToken() == JsonToken.VALUE_NUMBER_INT
                && json.getIntValue() == RecordFormat.FORMAT;
    }

    private void member(JsonParser json, String name) {
        json.nextToken();
        switch (name) {
            case "reason" -> reason = json.getString();
            case "origin" -> origin(json);
            case "accepted" -> acceptances(json);
            case "attempt" -> attempt = EntryNames.requireAttempt(json.getString());
            case "size" -> size = json.getLongValue();
            default -> json.skipChildren();
        }
    }

    private void origin(JsonParser json) {
        require(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "started" -> started = RecordTimes.instant(json.getString());
                case "duration" -> duration = RecordTimes.duration(json.getString());
                default -> json.skipChildren();
            }
        }
    }

    /** The last one counts. */
    private void acceptances(JsonParser json) {
        require(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            acceptance(json);
        }
        require(json, JsonToken.END_ARRAY);
    }

    private void acceptance(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("at")) {
                accepted = Instant.parse(json.getString());
            } else {
                json.skipChildren();
            }
        }
    }

    private static void require(JsonParser json, JsonToken expected) {
        if (json.currentToken() != expected) {
            throw new IllegalArgumentException("its members are not what they should be");
        }
    }

    private Optional<RecordContent> outline() {
        if (reason == null || started == null || duration == null || attempt == null || size < 0) {
            return Optional.empty();
        }
        Instant since = accepted == null ? started.plus(duration) : accepted;
        return Optional.of(new RecordContent.Outlined(new EntryOutline(attempt, since, duration, size, reason)));
    }
}
