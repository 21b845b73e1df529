package io.cachetree.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.VerifyReport;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A copy whose storage fails, whose process is killed, or that is not alone: nothing wrong is there, and the next one completes it. */
@Tag("once")
class CopyFaultsTest {

    private static final int ENTRIES = 3;

    /** What is read piece by piece. */
    private static final int LARGE = 9_000_000;

    private static final int SMALL = 9_000;

    @TempDir
    private Path temp;

    private Path root;

    @BeforeEach
    void commit() throws IOException {
        root = temp.resolve("original");
        CacheTree.open(root).close();
        for (String node : List.of("a", "a/b")) {
            commitFiles(node, "text.txt", "of " + node, "deep/" + node + ".txt", "deep in " + node);
        }
    }

    private void commitFiles(String node, String... namesAndContents) throws IOException {
        CacheDirectory directory = CacheDirectory.at(root);
        for (String name : node.split("/", -1)) {
            directory = directory.child(name);
        }
        directory.init();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Path file = directory.path().resolve(namesAndContents[i]);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, namesAndContents[i + 1]);
        }
        directory.commit();
    }

    private static CopyReport copy(Store from, Store to) {
        try (Copy copy = Copy.of(from, NodePath.ROOT, to)) {
            return copy.run(bytes -> {});
        }
    }

    private static VerifyReport verified(Path tree) {
        return Verify.of(Store.directory(tree), NodePath.ROOT).run(bytes -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "ONCE, BEFORE",
        "ONCE, AFTER",
        "FROM_THEN_ON, BEFORE",
        "FROM_THEN_ON, AFTER",
        "CRASH, BEFORE",
        "CRASH, AFTER"
    })
    void whateverFailsWhereItIsCopiedTo(Fault.How how, Fault.When when) throws IOException {
        commitFiles("large", "a.bin", "a".repeat(how == Fault.How.ONCE ? LARGE : SMALL));
        for (int operation = 1; ; operation++) {
            Path target = temp.resolve("copy-" + operation);
            FaultyStore faulty = new FaultyStore(Store.directory(target), new Fault(operation, how, when));
            tryToCopy(Store.directory(root), faulty);

            assertThat(verified(target).damages()).as("operation %d", operation).isEmpty();
            CopyReport rest = copy(Store.directory(root), Store.directory(target));
            assertThat(rest.copied() + rest.there())
                    .as("operation %d", operation)
                    .isEqualTo(ENTRIES);
            assertThat(rest.skipped()).isEmpty();
            assertThat(verified(target)).as("operation %d", operation).isEqualTo(verified(root));
            if (faulty.operations() < operation) {
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ONCE", "FROM_THEN_ON", "CRASH"})
    void whateverFailsInWhatIsCopied(Fault.How how) throws IOException {
        commitFiles("large", "a.bin", "a".repeat(how == Fault.How.ONCE ? LARGE : SMALL));
        for (int operation = 1; ; operation++) {
            Path target = temp.resolve("copy-" + operation);
            FaultyStore faulty = new FaultyStore(Store.directory(root), new Fault(operation, how, Fault.When.BEFORE));
            tryToCopy(faulty, Store.directory(target));

            assertThat(verified(target).damages()).as("operation %d", operation).isEmpty();
            copy(Store.directory(root), Store.directory(target));
            assertThat(verified(target)).as("operation %d", operation).isEqualTo(verified(root));
            if (faulty.operations() < operation) {
                return;
            }
        }
    }

    private static void tryToCopy(Store from, Store to) {
        try {
            copy(from, to);
        } catch (StoreException | SimulatedCrash expected) {
            // What is to be seen is what is there afterwards.
        }
    }

    @Test
    void twoThatCopyAtTheSameTimeSpoilNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path target = temp.resolve("copy-" + round);
            List<CopyReport> reports = Race.of(4, runner -> () -> copy(Store.directory(root), Store.directory(target)));

            assertThat(reports.stream().mapToInt(CopyReport::copied).sum()).isEqualTo(ENTRIES - 1);
            assertThat(reports).allMatch(each -> each.copied() + each.there() == ENTRIES - 1);
            assertThat(verified(target)).isEqualTo(verified(root));
            assertThat(leftIn(target)).isEmpty();
        }
    }

    @Test
    void killedCopyIsCompletedAndLeavesNothing() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            commitFiles("many/n" + i, "a.txt", "a".repeat(200_000), "b.txt", "b".repeat(i + 1));
        }
        Path target = temp.resolve("copy");
        ChildJvm program = new ChildJvm(temp, CopyProgram.class.getName(), root.toString(), target.toString());
        for (int round = 0; round < 6; round++) {
            program.killAfter(Duration.ofMillis(150 + random.nextInt(600)));
            assertThat(verified(target).damages()).as("seed %d", seed).isEmpty();
        }
        program.runToTheEnd();

        assertThat(verified(target)).as("seed %d", seed).isEqualTo(verified(root));
        assertThat(leftIn(target)).as("seed %d", seed).isEmpty();
    }

    /** What is left of a kill between the making of a file and its first byte, or the removal of its second name, may stay for a day. */
    private static List<String> leftIn(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(target)) {
            return paths.filter(path -> isMadeWith(path, ".tmp-")
                            ? hasOneName(path)
                            : isMadeWith(path, ".owner") && path.toFile().length() > 0)
                    .map(path -> target.relativize(path).toString())
                    .toList();
        }
    }

    private static boolean isMadeWith(Path path, String start) {
        return path.getFileName().toString().startsWith(start);
    }

    private static boolean hasOneName(Path path) {
        try {
            return Files.getAttribute(path, "unix:nlink").equals(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a tree, in a process of its own. */
    static final class CopyProgram {
        private CopyProgram() {}

        public static void main(String[] arguments) {
            copy(Store.directory(Path.of(arguments[0])), Store.directory(Path.of(arguments[1])));
        }
    }
}
