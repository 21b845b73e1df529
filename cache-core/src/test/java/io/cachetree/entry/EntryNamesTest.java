package io.cachetree.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a node is told from its name. */
class EntryNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5f1c02abq7wd.json",
                "5f1c02abq7wd.2.json",
                "5f1c02abq7wd.117.json",
                "0123456789abcdefghjkmnpqrs.json",
                "tvwxyz0123456789abcdefghjk.3.json",
            })
    void recordsAreKnown(String name) {
        assertThat(EntryNames.isRecord(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".json",
                "cachetree.json",
                "5f1c02abq7w.json",
                "5f1c02abq7wd",
                "5f1c02abq7wd.",
                "5f1c02abq7wd.json.json",
                "5f1c02abq7wd..json",
                "5f1c02abq7wd.x.json",
                "5f1c02abq7wd.2.2.json",
                "5f1c02abq7wd.2json",
                "5f1c02abq7wd-x7q2",
                "5f1c02abq7wi.json",
                "5F1C02ABQ7WD.json",
                "5f1c02abq7wd5.json",
                "0123456789abcdefghjkmnpqr.json",
                "0123456789abcdefghjkmnpqrst.json",
            })
    void otherFilesAreNoRecords(String name) {
        assertThat(EntryNames.isRecord(name)).isFalse();
    }
}
