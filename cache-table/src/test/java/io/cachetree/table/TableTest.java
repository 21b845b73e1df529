package io.cachetree.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {

    enum Shape {
        ROUND,
        FLAT
    }

    record Nucleus(
            int label,
            @Unit("um^3") double volume,
            @Nullable Shape shape,
            @Nullable Float mean,
            boolean border) {}

    private static final List<Nucleus> NUCLEI =
            List.of(new Nucleus(1, 41.5, Shape.ROUND, 0.1f, false), new Nucleus(7, Double.NaN, null, null, true));

    private final Table table = Table.of(NUCLEI);

    @Test
    void columnsAreTheComponentsOfTheRecord() {
        assertThat(table.columns())
                .containsExactly(
                        new Column("label", ColumnType.INTEGER, Optional.empty()),
                        new Column("volume", ColumnType.REAL, Optional.of("um^3")),
                        new Column("shape", ColumnType.TEXT, Optional.empty()),
                        new Column("mean", ColumnType.REAL, Optional.empty()),
                        new Column("border", ColumnType.BOOLEAN, Optional.empty()));
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table)
                .hasToString("Table[label INTEGER, volume REAL um^3, shape TEXT, mean REAL, border BOOLEAN] of 2 rows");
    }

    @Test
    void recordsComeBack() {
        assertThat(table.rows(Nucleus.class)).isEqualTo(NUCLEI);
    }

    @Test
    void noRecordsAreATableWithoutRows() {
        Table none = Table.of(Nucleus.class, List.of());

        assertThat(none.columns()).isEqualTo(table.columns());
        assertThat(none.rows(Nucleus.class)).isEmpty();
        assertThatThrownBy(() -> Table.of(List.<Nucleus>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot make a table of no records: nothing says which columns it has."
                        + " Use Table.of(Nucleus.class, rows), with your record's class.");
    }

    @Test
    void columnsAreReadAsArrays() {
        assertThat(table.longs("label")).containsExactly(1, 7);
        assertThat(table.doubles("mean")).containsExactly(0.1f, Double.NaN);
        assertThat(table.texts("shape")).containsExactly("ROUND", null);
        assertThat(table.booleans("border")).containsExactly(false, true);
        assertThat(table.missing("shape").stream()).containsExactly(1);
        assertThat(table.missing("volume").stream()).isEmpty();
    }

    @Test
    void anArrayIsTheCallersOwn() {
        table.longs("label")[0] = 9;

        assertThat(table.longs("label")).containsExactly(1, 7);
    }

    @Test
    void rowsAreReadByName() {
        Row first = table.row(0);
        assertThat(first.index()).isZero();
        assertThat(first.integer("label")).isEqualTo(1);
        assertThat(first.real("volume")).isEqualTo(41.5);
        assertThat(first.text("shape")).isEqualTo("ROUND");
        assertThat(first.bool("border")).isFalse();
        assertThat(table.row(1).isMissing("mean")).isTrue();
        assertThat(table.row(1).value("mean")).isEmpty();
        assertThat(table.row(1).value("label")).contains(7L);
    }

    @Test
    void theBuilderMakesTheSameTable() {
        Table built = Table.builder()
                .integer("label")
                .real("volume", "um^3")
                .text("shape")
                .real("mean")
                .bool("border")
                .row(1, 41.5, Shape.ROUND, 0.1f, false)
                .row(7L, Double.NaN, null, null, true)
                .build();

        assertThat(built).isEqualTo(table).hasSameHashCodeAs(table);
    }

    @Test
    void tablesDifferByNamesUnitsValuesAndWhatIsMissing() {
        Table.Builder reals = Table.builder().real("a", "um");
        Table zero = reals.row(0.0).build();

        assertThat(zero)
                .isEqualTo(Table.builder().real("a", "um").row(0).build())
                .isNotEqualTo(Table.builder().real("b", "um").row(0.0).build())
                .isNotEqualTo(Table.builder().real("a", "px").row(0.0).build())
                .isNotEqualTo(Table.builder().real("a").row(0.0).build())
                .isNotEqualTo(Table.builder().real("a", "um").row(-0.0).build())
                .isNotEqualTo(Table.builder().real("a", "um").row((Object) null).build())
                .isNotEqualTo(reals.row(0.0).build());
    }

    @Test
    void anUnknownColumnIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> table.doubles("Volume"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot find column \"Volume\": the table has \"label\", \"volume\", \"shape\", \"mean\", \"border\"."
                                + " Use one of these.");
    }

    @Test
    void aColumnIsReadAsWhatItIs() {
        assertThatThrownBy(() -> table.doubles("label"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot read column \"label\" as REAL: it is INTEGER. Ask for that, with longs or integer.");
        assertThatThrownBy(() -> table.row(0).text("border"))
                .hasMessage(
                        "Cannot read column \"border\" as TEXT: it is BOOLEAN. Ask for that, with booleans or bool.");
    }

    @Test
    void aMissingNumberIsNoNumber() {
        Table gaps = Table.builder().integer("n").row(1).row((Object) null).build();

        assertThatThrownBy(() -> gaps.longs("n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read column \"n\" as an array of long: the value in row 1 is missing."
                        + " Read it row by row, or into records.");
        assertThatThrownBy(() -> gaps.row(1).integer("n"))
                .hasMessage("Cannot read row 1, column \"n\": the value is missing. Ask isMissing(\"n\") first.");
        assertThatThrownBy(() -> gaps.row(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Cannot read row 2: the table has 2 rows, counted from 0.");
    }

    @Test
    void raggedRowsAndWrongValuesAreRefused() {
        Table.Builder builder = Table.builder().integer("n").text("s");

        assertThatThrownBy(() -> builder.row(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot add row 0: it has 1 values, and the table 2 columns. Give one for each, null if it is missing.");
        assertThatThrownBy(() -> builder.row(1.5, "a"))
                .hasMessage("Cannot add row 0: column \"n\" is INTEGER and takes no Double. Convert it first.");
        assertThat(builder.build().rowCount()).isZero();
    }

    @Test
    void columnsNeedNamesOfTheirOwn() {
        assertThatThrownBy(() -> Table.builder().real("a").text("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot add column \"a\": there is one of that name. Give it another one.");
        assertThatThrownBy(() -> Table.builder().real(" "))
                .hasMessage("Cannot make a column with the name \" \": it is blank or has characters that are no text."
                        + " Give another name.");
        assertThatThrownBy(() -> Table.builder().real("a", "u\nm"))
                .hasMessage(
                        "Cannot make a column with the unit \"u\\u000am\": it is blank or has characters that are no text."
                                + " Give another unit.");
        assertThatThrownBy(() -> Table.builder().real("a").row(1.0).real("b"))
                .hasMessage("Cannot add column \"b\": there are rows already. Give all columns first.");
        assertThatThrownBy(() -> Table.builder().build())
                .hasMessage("Cannot make a table without columns. Add one before you build it.");
    }

    record Nested(List<String> names) {}

    @Test
    void otherComponentsAreNoColumns() {
        assertThatThrownBy(() -> Table.of(Nested.class, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot take component \"names\" of \"Nested\" for a column: it is a List."
                        + " Make it a number, boolean, String or enum, or leave it out.");
    }

    record Small(byte n) {}

    record Pixels(@Unit("px") double volume) {}

    record Named(String shape) {
        Named {
            if (shape == null) {
                throw new IllegalStateException("no shape");
            }
        }
    }

    @Test
    void recordsTakeOnlyWhatFits() {
        Table large = Table.builder().integer("n").row(200).build();
        Table gap = Table.builder().integer("n").row((Object) null).build();

        assertThatThrownBy(() -> large.rows(Small.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot read row 0, column \"n\" into \"Small\": 200 does not fit in byte. Declare a type that takes it.");
        assertThatThrownBy(() -> gap.rows(Small.class))
                .hasMessage("Cannot read row 0, column \"n\" into \"Small\": missing does not fit in byte."
                        + " Declare a type that takes it.");
        assertThatThrownBy(() -> table.rows(Pixels.class))
                .hasMessage(
                        "Cannot read column \"volume\" into \"Pixels\": it is \"volume REAL um^3\", and the component"
                                + " \"volume REAL px\". Make them the same.");
        assertThatThrownBy(() -> table.rows(Named.class))
                .hasMessage("Cannot read row 1 into \"Named\": java.lang.IllegalStateException: no shape.");
    }
}
