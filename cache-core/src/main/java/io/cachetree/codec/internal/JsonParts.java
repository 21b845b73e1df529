package io.cachetree.codec.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;

/** The values of a JSON object as texts of their own, so that each is read and written by who knows it. */
public final class JsonParts {

    private JsonParts() {}

    /** Returns the object, indented like the values; those are whole JSON texts in UTF-8. */
    public static byte[] join(Map<String, byte[]> values) {
        return values.entrySet().stream()
                .map(each -> "\n  \"%s\": %s".formatted(escaped(each.getKey()), indented(each.getValue())))
                .collect(Collectors.joining(",", "{", values.isEmpty() ? "}" : "\n}"))
                .getBytes(UTF_8);
    }

    private static String escaped(String name) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(name));
    }

    /** A line end in a string is escaped, so all that are there stand between tokens. */
    private static String indented(byte[] json) {
        return new String(json, UTF_8).strip().replace("\n", "\n  ");
    }

    /**
     * Returns the values of an object, in its order and as they are written there.
     *
     * @throws IOException if it is no JSON object, or has two values of one name
     */
    public static Map<String, byte[]> split(byte[] json) throws IOException {
        try (JsonParser parser = JsonValue.Reader.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "it is no object");
            Map<String, byte[]> values = new LinkedHashMap<>();
            JsonToken token = parser.nextToken();
            while (token == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = offset(parser);
                parser.skipChildren();
                token = parser.nextToken();
                byte[] earlier = values.put(name, upTo(json, start, offset(parser)));
                require(earlier == null, "it has two values of one name");
            }
            require(token == JsonToken.END_OBJECT && parser.nextToken() == null, "it does not end where it should");
            return values;
        } catch (JacksonException e) {
            throw new IOException("Cannot read the JSON of the result: %s.".formatted(e.getOriginalMessage()), e);
        }
    }

    private static void require(boolean isRight, String why) throws IOException {
        if (!isRight) {
            throw new IOException("Cannot read the JSON of the result: %s.".formatted(why));
        }
    }

    /** The parser counts no bytes of what is not UTF-8. */
    private static int offset(JsonParser parser) throws IOException {
        long offset = parser.currentTokenLocation().getByteOffset();
        require(offset >= 0, "it is not in UTF-8");
        return (int) offset;
    }

    /** Returns a value that stands before the next token, without the comma between the two. */
    private static byte[] upTo(byte[] json, int start, int next) throws IOException {
        int end = next;
        while (end > start && (isSpace(json[end - 1]) || json[end - 1] == ',')) {
            end--;
        }
        require(end > start && next <= json.length, "it ends too early");
        return Arrays.copyOfRange(json, start, end);
    }

    private static boolean isSpace(byte each) {
        return each == ' ' || each == '\n' || each == '\r' || each == '\t';
    }
}
