package io.cachetree.codec.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A JSON value as it is written: unlike Jackson's trees, it knows the digits of each number. */
sealed interface JsonValue {

    /** Returns the value for people, on one short line. */
    String shows();

    /** Returns the value with the elements of all arrays in an order that does not depend on theirs. */
    JsonValue sorted();

    /** An object. */
    record Properties(Map<String, JsonValue> values) implements JsonValue {
        @Override
        public String shows() {
            return "{…}";
        }

        @Override
        public JsonValue sorted() {
            Map<String, JsonValue> sorted = new TreeMap<>();
            values.forEach((name, value) -> sorted.put(name, value.sorted()));
            return new Properties(sorted);
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values) implements JsonValue {
        @Override
        public String shows() {
            return values.size() + " elements";
        }

        @Override
        public JsonValue sorted() {
            return new Elements(values.stream()
                    .map(JsonValue::sorted)
                    .sorted(Comparator.comparing(JsonValue::toString))
                    .toList());
        }
    }

    /** A number, by its digits. */
    record Numeral(String text) implements JsonValue {
        @Override
        public String shows() {
            return text;
        }

        @Override
        public JsonValue sorted() {
            return this;
        }
    }

    /** A string. */
    record Text(String text) implements JsonValue {
        @Override
        public String shows() {
            return TextDifference.quoted(text);
        }

        @Override
        public JsonValue sorted() {
            return this;
        }
    }

    /** One of {@code true}, {@code false} and {@code null}. */
    record Word(String word) implements JsonValue {
        @Override
        public String shows() {
            return word;
        }

        @Override
        public JsonValue sorted() {
            return this;
        }
    }

    /**
     * Reads a whole JSON text.
     *
     * @throws IOException if it is none, or nested so deep that no codec wrote it
     */
    static JsonValue read(byte[] json) throws IOException {
        try (JsonParser parser = Reader.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return Reader.value(parser);
        } catch (JacksonException e) {
            throw new IOException("Cannot read the JSON of the result: %s.".formatted(e.getOriginalMessage()), e);
        }
    }

    /** Turns tokens into values. */
    final class Reader {

        static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(500)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .build();

        private Reader() {}

        private static JsonValue value(JsonParser parser) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new IOException("Cannot read the JSON of the result: it ends too early.");
            }
            return switch (token) {
                case START_OBJECT -> properties(parser);
                case START_ARRAY -> elements(parser);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getString());
                case VALUE_STRING -> new Text(parser.getString());
                default -> new Word(parser.getString());
            };
        }

        private static JsonValue properties(JsonParser parser) throws IOException {
            Map<String, JsonValue> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                values.put(name, value(parser));
            }
            return new Properties(values);
        }

        private static JsonValue elements(JsonParser parser) throws IOException {
            List<JsonValue> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser));
            }
            return new Elements(values);
        }
    }
}
