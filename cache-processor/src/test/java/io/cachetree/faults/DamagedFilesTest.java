package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.entry.EntryNames;
import io.cachetree.store.Store;
import io.cachetree.tree.MissReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file of a tree is damaged in each of some ways: the next run is right, and says what it found. */
class DamagedFilesTest {

    private static final int FLIPS = 6;
    private static final Set<String> NODES = Set.of("total", "total/names", "total/picture", "total/squares");

    @TempDir
    private static Path golden;

    @TempDir
    private Path temp;

    private static List<Path> files;

    @FunctionalInterface
    private interface Damage {
        void to(Path file) throws IOException;
    }

    @BeforeAll
    static void makeTheTree() throws IOException {
        assertThat(RecordedRun.in(Store.directory(golden)).result()).isEqualTo(SmallPipeline.RESULT);
        files = new TreeFiles(golden).all();
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("cachetree.json", "result.json", "picture.txt", "log.txt", ".cache_url_timestamp", "current")
                .anyMatch(name -> name.endsWith(".npy"));
    }

    @Test
    void fileCutInHalfIsNoticed() throws IOException {
        forEachFile(file -> {
            byte[] content = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(content, content.length / 2));
        });
    }

    @Test
    void emptiedFileIsNoticed() throws IOException {
        forEachFile(file -> Files.write(file, new byte[0]));
    }

    @Test
    void fileThatGrewIsNoticed() throws IOException {
        forEachFile(file -> Files.write(file, new byte[1], StandardOpenOption.APPEND));
    }

    @Test
    void flippedBitIsNoticed() throws IOException {
        long seed = Long.getLong("cachetree.seed", System.nanoTime());
        System.out.println("DamagedFilesTest: -Dcachetree.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            forEachFile(file -> {
                byte[] content = Files.readAllBytes(file);
                int bit = random.nextInt(content.length * Byte.SIZE);
                content[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                Files.write(file, content);
            });
        }
    }

    @Test
    void deletedFileIsMissed() throws IOException {
        for (Path file : files) {
            TreeFiles tree = damaged(file, Files::delete);
            assertRight(tree, file, EntryNames.isRecord(name(file)) ? MissReason.NeverRan.class : reason(file));
        }
    }

    private void forEachFile(Damage damage) throws IOException {
        for (Path file : files) {
            if (!Files.isSymbolicLink(golden.resolve(file))) {
                assertRight(damaged(file, damage), file, reason(file));
            }
        }
    }

    private TreeFiles damaged(Path file, Damage damage) throws IOException {
        TreeFiles tree = new TreeFiles(golden)
                .copyTo(Files.createTempDirectory(temp, "tree").resolve("root"));
        Path target = tree.root().resolve(file.toString());
        damage.to(target);
        assertThat(Files.isSymbolicLink(target) || isChanged(target, golden.resolve(file)))
                .isTrue();
        return tree;
    }

    private static boolean isChanged(Path target, Path original) throws IOException {
        return !Files.exists(target, LinkOption.NOFOLLOW_LINKS) || Files.mismatch(target, original) >= 0;
    }

    private static void assertRight(TreeFiles tree, Path file, Class<?> reason) throws IOException {
        String node = node(file);
        RecordedRun outermost = RecordedRun.in(Store.directory(tree.root()));
        RecordedRun all = RecordedRun.throughAllSteps(Store.directory(tree.root()));
        RecordedRun healed = RecordedRun.throughAllSteps(Store.directory(tree.root()));

        assertThat(List.of(outermost.result(), all.result(), healed.result()))
                .as("results with %s damaged", file)
                .containsOnly(SmallPipeline.RESULT);
        assertThat(healed.ran())
                .as("with %s damaged, after it was healed", file)
                .containsExactly("total");
        if (reason == Void.class) {
            assertThat(outermost.ran()).as("nothing hangs on %s", file).isEmpty();
            assertThat(all.ran()).as("nothing hangs on %s", file).containsExactly("total");
        } else {
            RecordedRun visited = node.equals("total") ? outermost : all;
            assertThat(visited.reasons().get(node))
                    .as("reason with %s damaged", file)
                    .isInstanceOf(reason);
            assertThat(visited.ran()).as("with %s damaged", file).contains(node);
        }
    }

    /** Returns the reason that fits, or {@link Void} if a run need not notice. */
    private static Class<?> reason(Path file) {
        if (EntryNames.isRecord(name(file))) {
            return MissReason.RecordDamaged.class;
        }
        boolean isOutput = EntryNames.isOutput(name(file))
                && !node(file).isEmpty()
                && !List.of("current", EntryNames.LOG).contains(name(file));
        return isOutput ? MissReason.OutputDamaged.class : Void.class;
    }

    private static String node(Path file) {
        return NODES.stream()
                .filter(node -> file.startsWith(node))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
