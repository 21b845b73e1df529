package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of one megabyte becomes full, or read-only. */
class FullDiskTest {

    static class Steps {
        final List<String> ran = new CopyOnWriteArrayList<>();

        @Cached
        int parent(int size) {
            ran.add("parent");
            return little(7) + array(size).length;
        }

        @Cached
        int little(int number) {
            ran.add("little");
            return number;
        }

        @Cached
        byte[] array(int size) {
            ran.add("array");
            return new byte[size];
        }
    }

    private static final int TOO_MUCH = 900_000;

    @TempDir
    private Path temp;

    private SmallDisk disk;
    private Path root;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(Files.createDirectory(temp.resolve("disk")));
        root = disk.path().resolve("tree");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    @Test
    void fullDiskIsOneClearErrorAndARunWorksWhenThereIsRoomAgain() throws IOException {
        Path hog = Files.write(disk.path().resolve("hog"), new byte[300_000]);
        try (CacheTree tree = CacheTree.open(root)) {
            Steps steps = steps(tree);
            assertThatThrownBy(() -> steps.parent(TOO_MUCH))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("Cannot write the result of \"%s/parent/array/".formatted(root))
                    .hasMessageEndingWith(
                            "\": No space left on device. Free some space, then run again: what is committed stays, "
                                    + "the rest is computed.");
        }
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(new TreeFiles(root).committed()).containsExactly("parent/little");
            Files.delete(hog);
            Steps steps = steps(tree);
            assertThat(steps.parent(TOO_MUCH)).isEqualTo(TOO_MUCH + 7);
            assertThat(steps.ran).containsExactly("parent", "array");
        }
    }

    @Test
    void diskThatIsFullToTheLastByteServesWhatIsCommitted() throws IOException {
        try (CacheTree tree = CacheTree.open(root)) {
            steps(tree).parent(10_000);
            fill(disk.path().resolve("hog"));
            assertThat(steps(tree).parent(10_000)).isEqualTo(10_007);
        }
        try (CacheTree tree = CacheTree.open(root)) {
            Steps steps = steps(tree);
            assertThat(steps.parent(10_000)).isEqualTo(10_007);
            assertThatThrownBy(() -> steps.little(8))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(root + "/little")
                    .hasMessageContaining("No space left on device. Free some space");
            Files.delete(disk.path().resolve("hog"));
            assertThat(steps.little(8)).isEqualTo(8);
        }
        assertThat(new TreeFiles(root).temporaryFiles()).isEmpty();
    }

    @Test
    void readOnlyTreeServesHitsAndRefusesAMissBeforeItRuns() throws Exception {
        try (CacheTree tree = CacheTree.open(root)) {
            steps(tree).parent(10_000);
        }
        disk.makeReadOnly();
        try (CacheTree tree = CacheTree.open(root)) {
            Steps steps = steps(tree);
            assertThat(steps.parent(10_000)).isEqualTo(10_007);
            assertThatThrownBy(() -> steps.parent(10_001))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("""
                            Cannot write to "%s/parent": Read-only file system. Make it writable for this account or choose \
                            another root, then run again.""".formatted(root));
            assertThatThrownBy(() -> steps.little(8)).isInstanceOf(StoreException.class);
            assertThat(steps.ran).isEmpty();
        }
    }

    @Test
    void newTreeOnAReadOnlyDiskIsRefusedAtOnce() throws Exception {
        disk.makeReadOnly();

        assertThatThrownBy(() -> CacheTree.open(root))
                .isInstanceOf(StoreException.class)
                .hasMessage("""
                        Cannot write "%s/cachetree.json": Read-only file system. Make it writable for this account or choose \
                        another root, then run again.""".formatted(root));
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }
}
