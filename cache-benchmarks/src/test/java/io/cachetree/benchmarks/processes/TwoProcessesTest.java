package io.cachetree.benchmarks.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs everything once with little work, so that no benchmark breaks unseen; how long it takes is no matter here. */
@Tag("once")
class TwoProcessesTest {

    @Test
    void processesShareATreeOnDiskAndOnS3() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> rows = TwoProcesses.onDisk(workbench, 10, 1_000, 1);
            List<Row> remote = TwoProcesses.onS3(workbench, 10, 1_000, 1);

            assertThat(rows).hasSize(5);
            assertThat(remote)
                    .hasSize(5)
                    .allSatisfy(row -> assertThat(row.ours().value()).isPositive());
        }
    }

    @Test
    void taskIsReadAsItWasSaid() {
        Task task = new Task(Task.Way.OTHERS_FIRST, 9, 0, 50, "s3://bucket/a b");

        assertThat(Task.of(task.line())).isEqualTo(task);
    }
}
