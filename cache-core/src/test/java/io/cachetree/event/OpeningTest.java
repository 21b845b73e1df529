package io.cachetree.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener is told when a tree is opened with it. */
class OpeningTest {

    /** Notes where trees are. */
    private static final class Places implements CacheListener {

        private final List<URI> opened = new ArrayList<>();

        @Override
        public void on(CacheEvent event) {}

        @Override
        public void onOpen(OpenedTree tree) {
            opened.add(tree.location());
        }
    }

    @Test
    void aListenerIsToldWhereItsTreeIs(@TempDir Path directory) {
        Places places = new Places();

        try (CacheTree tree = CacheTree.builder().listener(places).open(directory)) {
            assertThat(places.opened).containsExactly(tree.location());
            assertThat(Path.of(tree.location())).isEqualTo(directory);
        }
    }

    @Test
    void whatAListenerThrowsThenKeepsNoTreeClosed() {
        Places after = new Places();
        CacheListener broken = new CacheListener() {
            @Override
            public void on(CacheEvent event) {}

            @Override
            public void onOpen(OpenedTree tree) {
                throw new IllegalStateException("no screen");
            }
        };

        try (CacheTree tree =
                CacheTree.builder().listener(broken).listener(after).open("memory:")) {
            assertThat(tree.call(() -> 1)).isEqualTo(1);
        }
        assertThat(after.opened).hasSize(1);
    }
}
