package io.cachetree.table;

import io.cachetree.codec.Codec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a table in a CSV file and in one that describes it; {@link TableCodecs} says how. The record names the first one and says
 * how many rows it has: {@code {"file": "result.csv", "rows": 12}}.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class TableCodec implements Codec<Table> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String id() {
        return "csv-table";
    }

    @Override
    public void encode(Table table, Target target) throws IOException {
        String file = csv(target.name());
        TableMetadata metadata = TableMetadata.of(table);
        try (OutputStream out = target.create(file)) {
            new CsvFormat(metadata).write(table, out);
        }
        try (OutputStream out = target.create(description(file))) {
            out.write(metadata.json(file));
        }
        target.json(JSON.createObjectNode()
                .put("file", file)
                .put("rows", table.rowCount())
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String csv(String name) {
        return name + ".csv";
    }

    private static String description(String csv) {
        return csv + "-metadata.json";
    }

    @Override
    public Table decode(Source source) throws IOException {
        String file = csv(source.name());
        try {
            return read(source, file);
        } catch (IOException | RuntimeException damaged) {
            throw new IOException("Cannot read \"%s\": %s.".formatted(file, damaged.getMessage()), damaged);
        }
    }

    private static Table read(Source source, String file) throws IOException {
        JsonNode json = JSON.readTree(source.json());
        if (!json.path("file").asString("").equals(file)) {
            throw new IOException("the record names another file");
        }
        TableMetadata metadata = metadata(source, file);
        int rows = rows(json.path("rows"), metadata.columns().size(), source.size(file));
        try (InputStream in = source.open(file)) {
            return new CsvFormat(metadata).read(in, rows);
        }
    }

    private static TableMetadata metadata(Source source, String file) throws IOException {
        try (InputStream in = new BufferedInputStream(source.open(description(file)))) {
            return TableMetadata.read(in, file);
        }
    }

    /** Each field takes a byte at least, that of the separator or line feed behind it. */
    private static int rows(JsonNode json, int columns, long size) throws IOException {
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < 0) {
            throw new IOException("the record does not say how many rows it has");
        }
        if (Math.multiplyFull(json.intValue(), columns) > size) {
            throw new IOException("%d rows of %d fields are not in %d bytes".formatted(json.intValue(), columns, size));
        }
        return json.intValue();
    }

    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        return new TableDifference(csv(now.name()), decode(before), decode(now)).first();
    }
}
