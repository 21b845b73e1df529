package io.cachetree.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said about a CSV file beside it, by the W3C's <a href="https://www.w3.org/TR/tabular-metadata/">Metadata Vocabulary for
 * Tabular Data</a>.
 *
 * @param columns the columns of the table
 * @param marks for each column, what stands in the CSV for a missing value
 */
record TableMetadata(List<Column> columns, List<String> marks) {

    /** The vocabulary's own properties have no unit; it lets others stand beside them, and knows this prefix. */
    private static final String UNIT = "schema:unitText";

    private static final String CONTEXT = "http://www.w3.org/ns/csvw";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    static TableMetadata of(Table table) {
        return new TableMetadata(
                table.columns(),
                IntStream.range(0, table.columns().size())
                        .mapToObj(column -> mark(table, column))
                        .toList());
    }

    /** A table of one column would have empty lines, which many readers skip. */
    private static String mark(Table table, int column) {
        Set<String> taken =
                table.columns().get(column).type() == ColumnType.TEXT ? texts(table.cells(column)) : Set.of();
        String mark = taken.contains("") || table.columns().size() == 1 ? "NA" : "";
        while (taken.contains(mark) && !mark.isEmpty()) {
            mark += "_";
        }
        return mark;
    }

    private static Set<String> texts(Cells cells) {
        Set<String> texts = new HashSet<>();
        for (String text : cells.texts()) {
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    byte[] json(String file) {
        ObjectNode root = JSON.createObjectNode().put("@context", CONTEXT).put("url", url(file));
        ArrayNode described = root.putObject("tableSchema").putArray("columns");
        for (int i = 0; i < columns.size(); i++) {
            describe(columns.get(i), marks.get(i), described.addObject());
        }
        DefaultPrettyPrinter lines =
                new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        return (JSON.writer().with(lines).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void describe(Column column, String mark, ObjectNode json) {
        json.put("name", encoded(column.name(), ""))
                .put("titles", column.name())
                .put("datatype", column.type().datatype())
                .put("null", mark);
        column.unit().ifPresent(unit -> json.put(UNIT, unit));
    }

    /** Returns where the CSV is, seen from the metadata: beside it. */
    private static String url(String file) {
        return encoded(file.substring(file.lastIndexOf('/') + 1), "-._~");
    }

    /** A column's name is a variable in a URL's template there, and none of those that begin with an underscore. */
    private static String encoded(String text, String allowed) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = isLetterOrDigit(c) || allowed.indexOf(c) >= 0 || (c == '_' && encoded.length() > 0);
            encoded.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /**
     * Reads what was written for a CSV file.
     *
     * @throws IOException if it cannot be read
     * @throws RuntimeException if it is not what {@link #json} writes
     */
    static TableMetadata read(InputStream in, String file) throws IOException {
        JsonNode root = JSON.readTree(in);
        require(root.path("url").asString("").equals(url(file)), "it describes another file");
        List<Column> columns = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (JsonNode column : root.path("tableSchema").path("columns").values()) {
            columns.add(column(column));
            marks.add(text(column, "null"));
        }
        return new TableMetadata(List.copyOf(columns), List.copyOf(marks));
    }

    private static Column column(JsonNode json) throws IOException {
        ColumnType type = ColumnType.ofDatatype(text(json, "datatype"));
        if (type == null) {
            throw new IOException("no column has the datatype \"%s\"".formatted(text(json, "datatype")));
        }
        Optional<String> unit = json.has(UNIT) ? Optional.of(text(json, UNIT)) : Optional.empty();
        return new Column(text(json, "titles"), type, unit);
    }

    private static String text(JsonNode json, String property) throws IOException {
        require(json.path(property).isString(), "a column has no text as its \"%s\"".formatted(property));
        return json.path(property).stringValue();
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
