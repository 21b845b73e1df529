package io.cachetree.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("once")
@DisabledOnOs(OS.WINDOWS)
class ListCommandTest {

    @Test
    void itListsWhatFindFinds() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> rows = ListCommand.rows(workbench, 1, 1);

            assertThat(rows.get(0).what()).startsWith("`cachetree ls` of 101 nodes with a small value each");
            assertThat(rows.get(2).what()).startsWith("`cachetree ls` of 90 nodes of runs of the example");
            // What is beyond the start of Java is lost in its noise here, where there is next to nothing to list.
            assertThat(List.of(rows.get(1), rows.get(3)))
                    .allMatch(row -> row.ours().value() > 0);
            assertThat(rows).allMatch(row -> row.baseline().value() > 0);
        }
    }
}
