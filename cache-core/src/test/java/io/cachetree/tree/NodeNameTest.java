package io.cachetree.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "a-b",
                "a.b_c",
                "currents",
                "con-1",
                "com10",
                "nuls",
                "kadf5ykvb9hy",
                "region-north-east"
            })
    void theseCanBeNamesOfNodes(String name) {
        assertThat(NodeName.isAllowed(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".a",
                "a.",
                "_a",
                "a-",
                "A",
                "a b",
                "ä",
                "a/b",
                "current",
                "cachetree.json",
                "con",
                "prn.txt",
                "aux",
                "nul",
                "com1",
                "lpt9.a",
                "kadf5ykvb9hy.json",
                "kadf5ykvb9hy.2.json",
                "kadf5ykvb9hy-cy4c",
                "kadf5ykvb9hy-cy4ccy4ccy4ccy4c"
            })
    void theseCannot(String name) {
        assertThat(NodeName.isAllowed(name)).isFalse();
    }

    @Test
    void aNameHasAtMost100Characters() {
        assertThat(NodeName.isAllowed("a".repeat(100))).isTrue();
        assertThat(NodeName.isAllowed("a".repeat(101))).isFalse();
    }
}
