package io.cachetree.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static String row(Column column, String text) {
        StringWriter out = new StringWriter();
        Columns columns = new Columns(column, Column.right(""));
        columns.row(Cell.of(text), Cell.of("7"));
        columns.print(new Page(new PrintWriter(out), Page.Colours.OFF, Instant.EPOCH));
        return out.toString().lines().skip(1).findFirst().orElse("");
    }

    @Test
    void whatIsTooLongLosesItsEnd() {
        assertThat(row(Column.left("WHY", 10), "the scan changed")).isEqualTo("the scan …  7");
        assertThat(row(Column.left("WHY", 10), "first time")).isEqualTo("first time  7");
    }

    @Test
    void namesThatAreTooLongKeepTheirKeys() {
        assertThat(row(Column.names("ENTRY", 10), "report/split@5f1c")).isEqualTo("repo…@5f1c  7");
        assertThat(row(Column.names("ENTRY", 11), "report/split@5f1c")).isEqualTo("repor…@5f1c  7");
        assertThat(row(Column.names("ENTRY", 10), "split@5f1c")).isEqualTo("split@5f1c  7");
    }
}
