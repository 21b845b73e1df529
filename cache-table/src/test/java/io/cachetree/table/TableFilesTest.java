package io.cachetree.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.testkit.CodecEntry;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the two files of a table, and what is said of files that are not right. */
class TableFilesTest {

    private static final Table OBJECTS = Table.builder()
            .integer("label")
            .real("volume", "um^3")
            .text("kind of object")
            .bool("border")
            .row(1, 41.0, "round, flat", true)
            .row(2, 1e-7, "", false)
            .row(3, Double.NEGATIVE_INFINITY, null, null)
            .row(4, null, "a \"cell\"", true)
            .build();

    private final TableCodec codec = new TableCodec();

    @TempDir
    private Path directory;

    private CodecEntry entry;

    @BeforeEach
    void encode() throws IOException {
        entry = CodecEntry.in(directory.resolve("entry")).named("objects");
        codec.encode(OBJECTS, entry);
    }

    @Test
    void theCsvIsPlain() {
        assertThat(file("objects.csv")).content().isEqualTo("""
                label,volume,kind of object,border
                1,41.0,"round, flat",true
                2,1.0E-7,"",false
                3,-INF,NA,
                4,,"a ""cell""\",true
                """);
    }

    @Test
    void theMetadataSaysTypesUnitsAndWhatIsMissing() {
        assertThat(file("objects.csv-metadata.json")).content().isEqualTo("""
                {
                  "@context" : "http://www.w3.org/ns/csvw",
                  "url" : "objects.csv",
                  "tableSchema" : {
                    "columns" : [
                      {
                        "name" : "label",
                        "titles" : "label",
                        "datatype" : "long",
                        "null" : ""
                      },
                      {
                        "name" : "volume",
                        "titles" : "volume",
                        "datatype" : "double",
                        "null" : "",
                        "schema:unitText" : "um^3"
                      },
                      {
                        "name" : "kind%20of%20object",
                        "titles" : "kind of object",
                        "datatype" : "string",
                        "null" : "NA"
                      },
                      {
                        "name" : "border",
                        "titles" : "border",
                        "datatype" : "boolean",
                        "null" : ""
                      }
                    ]
                  }
                }
                """);
        assertThat(new String(json(), StandardCharsets.UTF_8)).isEqualTo("{\"file\":\"objects.csv\",\"rows\":4}");
    }

    /** The first two have more digits by the Double.toString of JDK 17. */
    @Test
    void numbersHaveTheFewestDigitsInAnyLocaleAndJvm() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ColumnType.REAL.format(20 * 1e22)).isEqualTo("2.0E23");
            assertThat(ColumnType.REAL.format(0x1p-44)).isEqualTo("5.684341886080802E-14");
            assertThat(ColumnType.REAL.format(1.5)).isEqualTo("1.5");
            assertThat(ColumnType.INTEGER.format(-1234567L)).isEqualTo("-1234567");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theFirstDifferenceNamesRowAndColumn() throws IOException {
        Table.Builder builder =
                Table.builder().integer("label").real("volume", "um^3").text("kind");
        for (int i = 0; i < 12; i++) {
            builder.row(i, 1.0, "x");
        }
        Table before = builder.row(12, 41.0, "a\n").build();

        assertThat(difference(before, builder.build())).isEqualTo("none");
        assertThat(difference(before, builder.row(13, 0.0, "x").build())).isEqualTo("objects.csv: 13 rows -> 14 rows");
        assertThat(difference(before, last(42.0, "a\n"))).isEqualTo("objects.csv row 12, volume: 41.0 -> 42.0");
        assertThat(difference(before, last(41.0, null))).isEqualTo("objects.csv row 12, kind: \"a\\u000a\" -> missing");
        assertThat(difference(
                        before, Table.builder().integer("label").real("volume").build()))
                .isEqualTo("objects.csv column 1: \"volume REAL um^3\" -> \"volume REAL\"");
    }

    private static Table last(double volume, @Nullable String kind) {
        Table.Builder builder =
                Table.builder().integer("label").real("volume", "um^3").text("kind");
        for (int i = 0; i < 12; i++) {
            builder.row(i, 1.0, "x");
        }
        return builder.row(12, volume, kind).build();
    }

    private int compared;

    private String difference(Table before, Table now) throws IOException {
        CodecEntry first = CodecEntry.in(directory.resolve("before" + compared)).named("objects");
        CodecEntry second = CodecEntry.in(directory.resolve("now" + compared++)).named("objects");
        codec.encode(before, first);
        codec.encode(now, second);
        return codec.firstDifference(first, second).orElse("none");
    }

    @Test
    void valuesOfAnotherTypeAreDamage() throws IOException {
        replace("objects.csv", "2,1.0E-7", "2,0x1p-2");

        assertDamaged("Cannot read \"objects.csv\": row 1, volume: \"0x1p-2\" is not REAL.");
    }

    @Test
    void wholeNumbersBeyondALongAreDamage() throws IOException {
        replace("objects.csv", "2,1.0E-7", "9223372036854775808,1.0E-7");

        assertDamaged("Cannot read \"objects.csv\": row 1, label: \"9223372036854775808\" is not INTEGER.");
    }

    @Test
    void otherBooleansAreDamage() throws IOException {
        replace("objects.csv", "\"\",false", "\"\",0");

        assertDamaged("Cannot read \"objects.csv\": row 1, border: \"0\" is not BOOLEAN.");
    }

    @Test
    void rowsWithTooManyOrTooFewFieldsAreDamage() throws IOException {
        replace("objects.csv", "3,-INF,NA,\n", "3,-INF,NA,,true\n");
        assertThatThrownBy(() -> codec.decode(entry))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("objects.csv");

        replace("objects.csv", "3,-INF,NA,,true\n", "3,-INF,NA\n");
        assertThatThrownBy(() -> codec.decode(entry))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("objects.csv");
    }

    @Test
    void moreAndFewerRowsThanWereWrittenAreDamage() throws IOException {
        entry.replaceJson("{\"file\":\"objects.csv\",\"rows\":3}".getBytes(StandardCharsets.UTF_8));
        assertDamaged("Cannot read \"objects.csv\": it goes on after 3 rows.");

        entry.replaceJson("{\"file\":\"objects.csv\",\"rows\":5}".getBytes(StandardCharsets.UTF_8));
        assertDamaged("Cannot read \"objects.csv\": it ends before row 4.");
    }

    @Test
    void rowsThatTheFileCannotHoldAreDamage() throws IOException {
        entry.replaceJson("{\"file\":\"objects.csv\",\"rows\":2147483647}".getBytes(StandardCharsets.UTF_8));

        assertDamaged("Cannot read \"objects.csv\": 2147483647 rows of 4 fields are not in %d bytes."
                .formatted(Files.size(file("objects.csv"))));
    }

    @Test
    void anotherHeaderThanTheMetadataIsDamage() throws IOException {
        replace("objects.csv", "label,volume", "volume,label");

        assertDamaged("Cannot read \"objects.csv\": the header does not have the columns of the metadata.");
    }

    @Test
    void metadataOfAnotherFileOrTypeIsDamage() throws IOException {
        replace("objects.csv-metadata.json", "\"long\"", "\"duration\"");
        assertDamaged("Cannot read \"objects.csv\": no column has the datatype \"duration\".");

        replace("objects.csv-metadata.json", "\"objects.csv\"", "\"other.csv\"");
        assertDamaged("Cannot read \"objects.csv\": it describes another file.");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        Table half = Table.builder().text("t").row("ok").row("\uD83D").build();

        assertThatThrownBy(() -> codec.encode(half, other()))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot write row 1, column \"t\" as CSV: the text has half of a surrogate pair, and UTF-8 has no form"
                                + " for it. Put whole characters into the table.");
    }

    @Test
    void aRowIsNotLongerThanItCanBeRead() throws IOException {
        Table longest = Table.builder()
                .text("t")
                .row("\"".repeat(CsvFormat.LONGEST_ROW - 1))
                .build();
        Table longer = Table.builder()
                .text("t")
                .row("\"".repeat(CsvFormat.LONGEST_ROW))
                .build();

        CodecEntry target = other();
        codec.encode(longest, target);

        assertThat(codec.decode(target)).isEqualTo(longest);
        assertThatThrownBy(() -> codec.encode(longer, other().named("longer")))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write row 0 of the table as CSV: it takes 4194305 characters, and may take 4194304."
                        + " Return long texts as files of their own.");
    }

    @Test
    void aTableInADirectoryIsDescribedBesideItself() throws IOException {
        CodecEntry part = other().named("outer/my objects");
        codec.encode(OBJECTS, part);

        assertThat(directory.resolve("other/outer/my objects.csv-metadata.json"))
                .content()
                .contains("\"url\" : \"my%20objects.csv\"");
        assertThat(codec.decode(part)).isEqualTo(OBJECTS);
    }

    private CodecEntry other() {
        return CodecEntry.in(directory.resolve("other"));
    }

    private Path file(String name) {
        return directory.resolve("entry").resolve(name);
    }

    private byte[] json() {
        try {
            return entry.json();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void replace(String name, String old, String replacement) throws IOException {
        String content = Files.readString(file(name));
        assertThat(content).contains(old);
        Files.writeString(file(name), content.replace(old, replacement));
    }

    private void assertDamaged(String message) {
        assertThatThrownBy(() -> codec.decode(entry))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }
}
