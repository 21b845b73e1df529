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

            assertThat(rows).extracting(Row::what).allMatch(what -> what.contains("`cachetree ls` of 101 nodes"));
            assertThat(rows.get(1).ours().value()).isPositive();
        }
    }
}
