package io.cachetree.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cachetree.codec.internal.JsonDifference;
import io.cachetree.codec.internal.Tolerance;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a value as JSON, written and read by Jackson for one declared type.
 *
 * <ul>
 *   <li>The declared type alone says what is read; {@link JsonTypeCheck} has said before that it can be.
 *   <li>Sorted sets and maps come back in natural order, a declared {@code Collection} as a list.
 *   <li>An object of an undeclared subclass is refused, at the latest when it is read.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class JsonCodec<T> implements Codec<T> {

    private static final int MAX_PLACE = 120;

    private final JavaType type;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final JsonDifference difference;

    /** Prepares the codec, so that a hit does not search for what it needs. */
    JsonCodec(JavaType type, JsonMapper mapper, Tolerance tolerance) {
        this.type = type;
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
        this.difference = new JsonDifference(tolerance);
    }

    @Override
    public String id() {
        return "json";
    }

    @Override
    public void encode(T value, Target target) {
        target.json(write(value));
    }

    @Override
    public T decode(Source source) throws IOException {
        return read(source.json());
    }

    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        byte[] first = before.json();
        byte[] second = now.json();
        Optional<String> found = difference.between(first, second);
        return found.isPresent() && isInOtherOrder(first, second) ? Optional.empty() : found;
    }

    /** Sets have no order of their own: that of {@code Set.of} is another one in each JVM. */
    private boolean isInOtherOrder(byte[] before, byte[] now) throws IOException {
        return JsonDifference.isOnlyInOrder(before, now) && Objects.equals(read(before), read(now));
    }

    /** Returns the JSON of a value, in UTF-8. */
    byte[] write(T value) {
        return toUtf8(toJson(value));
    }

    private String toJson(T value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JacksonException e) {
            throw unwritable(place(e.getPath()), e.getOriginalMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw unwritable(JsonTypeCheck.nameOf(type), e.toString(), e);
        }
    }

    /** Reads what {@link #write} returned. Never null for a type that is not optional, unless the JSON is. */
    T read(byte[] json) throws IOException {
        try {
            return reader.readValue(json);
        } catch (JacksonException e) {
            throw unreadable(e.getOriginalMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(e.toString(), e);
        }
    }

    /**
     * UTF-8 has no form for half of a surrogate pair and would put a question mark there; JSON can escape it. Such a half is
     * always inside a string, since all the rest of JSON is ASCII. Jackson reads it back from text, but not from names.
     */
    private byte[] toUtf8(String json) {
        return UTF_8.newEncoder().canEncode(json) ? json.getBytes(UTF_8) : requireReadable(escapeHalfPairs(json));
    }

    private byte[] requireReadable(byte[] json) {
        try {
            read(json);
            return json;
        } catch (IOException e) {
            throw unwritable(JsonTypeCheck.nameOf(type), "a name in it has half of a surrogate pair", e);
        }
    }

    private static byte[] escapeHalfPairs(String json) {
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> appendEscaped(escaped, c));
        return escaped.toString().getBytes(UTF_8);
    }

    private static void appendEscaped(StringBuilder text, int codePoint) {
        if (Character.getType(codePoint) == Character.SURROGATE) {
            text.append("\\u%04x".formatted(codePoint));
        } else {
            text.appendCodePoint(codePoint);
        }
    }

    private static InvalidStepException unwritable(String place, @Nullable String why, Throwable cause) {
        return new InvalidStepException(
                "Cannot write the result as JSON at \"%s\": %s. Return plain data of the declared types, without cycles."
                        .formatted(place, why),
                cause);
    }

    private IOException unreadable(@Nullable String why, Throwable cause) {
        return new IOException("Cannot read JSON as \"%s\": %s.".formatted(type.toCanonical(), why), cause);
    }

    private String place(List<JacksonException.Reference> path) {
        StringBuilder place = new StringBuilder(JsonTypeCheck.nameOf(type));
        path.forEach(step -> place.append(
                step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName()));
        return place.length() <= MAX_PLACE ? place.toString() : place.substring(0, MAX_PLACE) + "...";
    }
}
