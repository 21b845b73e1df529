package io.cachetree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", ".owner", "..a", "...", "a/.b/c..", "a/..."})
    void pathsOfNamesAreTaken(String path) {
        assertThat(StorePath.require(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", ".", "..", "./a", "a/.", "a/..", "../a", "a/../b", "a\\b", "a\0"})
    void whatCouldLeadElsewhereIsRefused(String path) {
        assertThatThrownBy(() -> StorePath.require(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a path within a store");
    }
}
