package io.cachetree.benchmarks.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs everything once, so that no benchmark breaks unseen; how long it takes is no matter here. */
class RemoteBenchmarksTest {

    @Test
    void hitsAreMeasuredBesideTheBareClient() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> rows = RemoteHits.rows(workbench, 5, 5);

            assertThat(rows)
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.baseline().value()).isPositive());
        }
    }

    @Test
    void listingsAreMeasuredAndTheirRequestsCounted() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> rows = Listings.rows(workbench, 20, 2);

            assertThat(rows).hasSize(4);
            assertThat(rows.get(2).ours().value())
                    .as("requests for 20 nodes")
                    .isEqualTo(rows.get(2).baseline().value())
                    .isEqualTo(1);
            assertThat(rows.get(3).ours().value())
                    .as("requests for 20 nodes and their records")
                    .isGreaterThan(20);
        }
    }
}
