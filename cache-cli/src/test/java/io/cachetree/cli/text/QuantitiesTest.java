package io.cachetree.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuantitiesTest {

    @Test
    void bytesHaveThreeDigits() {
        assertThat(Quantities.bytes(0)).isEqualTo("0 B");
        assertThat(Quantities.bytes(999)).isEqualTo("999 B");
        assertThat(Quantities.bytes(1000)).isEqualTo("1.0 kB");
        assertThat(Quantities.bytes(3_286_152)).isEqualTo("3.3 MB");
        assertThat(Quantities.bytes(999_700)).isEqualTo("1.0 MB");
        assertThat(Quantities.bytes(250_000_000_000L)).isEqualTo("250 GB");
    }

    @Test
    void durationsHaveTheUnitThatFits() {
        assertThat(Quantities.duration(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(Quantities.duration(Duration.ofMillis(9640))).isEqualTo("9.6 s");
        assertThat(Quantities.duration(Duration.ofSeconds(75))).isEqualTo("75 s");
        assertThat(Quantities.duration(Duration.ofSeconds(750))).isEqualTo("12 min 30 s");
        assertThat(Quantities.duration(Duration.ofMinutes(192))).isEqualTo("3 h 12 min");
    }

    @Test
    void agesHaveOneUnit() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(Quantities.age(now.minusSeconds(75), now)).isEqualTo("75 s");
        assertThat(Quantities.age(now.minusSeconds(600), now)).isEqualTo("10 min");
        assertThat(Quantities.age(now.minusSeconds(10_000), now)).isEqualTo("2 h");
        assertThat(Quantities.age(now.minusSeconds(1_000_000), now)).isEqualTo("11 days");
        assertThat(Quantities.age(now.plusSeconds(5), now))
                .as("ahead of this clock")
                .isEqualTo("0 s");
    }

    @Test
    void nounsFollowTheirCount() {
        assertThat(Quantities.count(1, "entry")).isEqualTo("1 entry");
        assertThat(Quantities.count(2, "entry")).isEqualTo("2 entries");
        assertThat(Quantities.count(0, "node")).isEqualTo("0 nodes");
    }

    @Test
    void columnsStandBelowEachOtherWithinTheWidthOfAPage() {
        Columns columns = new Columns(
                Columns.Column.left("NODE", 10), Columns.Column.right("SIZE"), Columns.Column.left("WHY", 200));
        columns.row(Columns.Cell.of("measure"), Columns.Cell.of("1.0 kB"), Columns.Cell.of("never ran"));
        columns.row(Columns.Cell.of("measurements"), Columns.Cell.of("2 B"), Columns.Cell.of("x".repeat(120)));

        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        columns.print(new Page(out, Page.Colours.OFF, Instant.EPOCH));
        out.flush();

        assertThat(text.toString().lines())
                .containsExactly(
                        "NODE          SIZE  WHY",
                        "measure     1.0 kB  never ran",
                        "measureme…     2 B  " + "x".repeat(79) + "…");
    }

    @Test
    void sizesThatPersonsWriteAreUnderstood() {
        assertThat(Quantities.bytes("4096")).hasValue(4096);
        assertThat(Quantities.bytes("500MB")).hasValue(500_000_000);
        assertThat(Quantities.bytes("1.5 gb")).hasValue(1_500_000_000);
        assertThat(Quantities.bytes("2k")).hasValue(2000);
        assertThat(Quantities.bytes("900000000000PB")).hasValue(Long.MAX_VALUE);
        assertThat(Quantities.bytes("ten GB")).isEmpty();
        assertThat(Quantities.bytes("-1")).isEmpty();
        assertThat(Quantities.bytes("")).isEmpty();
    }
}
