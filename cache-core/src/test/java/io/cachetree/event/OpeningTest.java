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
        private final List<OpenedTree> open = new ArrayList<>();

        @Override
        public void on(CacheEvent event) {}

        @Override
        public void onOpen(OpenedTree tree) {
            opened.add(tree.location());
            open.add(tree);
        }

        @Override
        public void onClose(OpenedTree tree) {
            assertThat(open.remove(tree)).isTrue();
        }
    }

    @Test
    void eachTreeThatIsOpenedIsClosedOnce(@TempDir Path directory) {
        CacheTree.open(directory.resolve("lab")).close();
        Places places = new Places();
        CacheTree tree = CacheTree.builder().listener(places).open("memory:");
        assertThat(places.open).hasSize(1);

        CacheTree over = tree.over(directory.resolve("lab"));
        assertThat(places.open).hasSize(1);
        tree.close();
        over.close();
        over.close();
        assertThat(places.open).isEmpty();
        assertThat(places.opened).hasSize(2);
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
