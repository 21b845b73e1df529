package io.cachetree.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.entry.TreeMarker;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.VerifyReport;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import io.cachetree.maintenance.copying.Missing;
import io.cachetree.maintenance.pruning.Pins;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.NewStore;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Digest;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy of a tree brings to another one or into a zip file, and what not. */
class CopyTest {

    @TempDir
    private Path temp;

    private Path root;
    private Path copy;
    private MadeUpSteps steps;

    @BeforeEach
    void commit() throws Throwable {
        root = temp.resolve("original");
        copy = temp.resolve("copy");
        steps = new MadeUpSteps(root);
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);
    }

    private CopyReport copyTo(String location) {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            return tree.copyTo(location);
        }
    }

    private CopyReport copyTo(Path location) {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            return tree.copyTo(location);
        }
    }

    private int measureIn(String location, Integer... inputs) throws Throwable {
        steps.ran.clear();
        try (CacheTree tree = CacheTree.builder().code(steps.code()).open(location)) {
            return tree.call(() -> steps.call("measure", inputs));
        }
    }

    private static Map<String, String> records(Path root) throws IOException {
        return files(root, path -> path.toString().endsWith(".json") && !path.endsWith("cachetree.json"));
    }

    private static Map<String, String> files(Path root, Predicate<Path> which) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).filter(which).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static VerifyReport verified(Path root) {
        return Verify.of(Store.directory(root), NodePath.ROOT).run(bytes -> {});
    }

    /** Commits some files to a node by hand. */
    private void commitFiles(String node, String... namesAndContents) throws IOException {
        CacheDirectory directory = CacheDirectory.at(root).child(node);
        directory.init();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Path file = directory.path().resolve(namesAndContents[i]);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, namesAndContents[i + 1]);
        }
        directory.commit();
    }

    private Path attempt(Path tree, String node) throws IOException {
        try (Stream<Path> paths = Files.list(tree.resolve(node))) {
            return paths.filter(Files::isDirectory)
                    .filter(path -> !Files.isSymbolicLink(path))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void copyHasTheSameRecordsAndServesHits() throws Throwable {
        commitFiles("by-hand", "a.txt", "aaa", "deep/b.txt", "b");

        CopyReport report = copyTo(copy);

        assertThat(report).isEqualTo(new CopyReport(9, 0, 2, 4, 0, List.of()));
        assertThat(records(copy)).isEqualTo(records(root)).hasSize(9);
        assertThat(attempt(copy, "by-hand").resolve("deep/b.txt")).hasContent("b");
        assertThat(attempt(copy, "by-hand").resolve(".owner")).doesNotExist();
        assertThat(attempt(copy, "by-hand").resolve(".cache_url_timestamp")).isRegularFile();
        assertThat(copy.resolve("by-hand/current/a.txt")).hasContent("aaa");
        assertThat(verified(copy).damages()).isEmpty();
        assertThat(measureIn(copy.toString(), 7, 1)).isEqualTo(9);
        assertThat(measureIn(copy.toString(), 7, 2)).isEqualTo(10);
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void whatIsThereIsNotCopiedAgain() throws Throwable {
        copyTo(copy);
        steps.run("measure", 7, 3);
        Map<String, String> before = records(copy);

        assertThat(copyTo(copy)).isEqualTo(new CopyReport(3, 8, 0, 0, 0, List.of()));
        assertThat(copyTo(copy)).isEqualTo(new CopyReport(0, 11, 0, 0, 0, List.of()));
        assertThat(records(copy)).containsAllEntriesOf(before).hasSize(11);
    }

    @Test
    void nodeIsCopiedWithAllBelow() throws IOException {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            assertThat(tree.copyTo(copy, NodePath.parse("measure/segment")).copied())
                    .isEqualTo(3);
        }
        assertThat(records(copy).keySet()).allMatch(file -> file.startsWith("measure/segment/"));
        assertThat(records(root)).containsAllEntriesOf(records(copy));
    }

    @Test
    void planNamesWhatIsMissingAndWritesNothing() throws IOException {
        commitFiles("by-hand", "a.txt", "aaa");
        try (Copy plan = Copy.of(Store.directory(root), NodePath.parse("by-hand"), copy)) {
            assertThat(plan.missing()).hasSize(1);
            Missing missing = plan.missing().get(0);
            assertThat(missing.node()).isEqualTo(NodePath.parse("by-hand"));
            assertThat(missing.files()).isEqualTo(1);
            assertThat(plan.bytes()).isEqualTo(3);
            assertThat(plan.there()).isZero();
            assertThat(plan.damaged()).isEmpty();
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void newestEntryOfASupersededKeyIsTheFirstOfTheCopy() throws Throwable {
        steps.smoothAdds = 5;
        assertThat(steps.run(CacheOptions.of(Reuse.REFRESH), "measure", 7, 1)).isEqualTo(13);
        assertThat(records(root).keySet()).anyMatch(file -> file.endsWith(".2.json"));

        copyTo(copy);

        assertThat(records(copy).keySet()).noneMatch(file -> file.endsWith(".2.json"));
        assertThat(measureIn(copy.toString(), 7, 1)).isEqualTo(13);
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void damagedEntryIsNamedAndNotCopied() throws Throwable {
        commitFiles("by-hand", "a.txt", "aaa", "b.txt", "bbb");
        commitFiles("other", "c.txt", "ccc");
        Path attempt = attempt(root, "by-hand");
        Files.writeString(attempt.resolve("b.txt"), "xxx");
        String record =
                records(root.resolve("measure/count")).keySet().iterator().next();
        Files.writeString(root.resolve("measure/count").resolve(record), "{ half");

        CopyReport report = copyTo(copy);

        assertThat(report.skipped())
                .containsExactly(
                        new CopyReport.Skipped(
                                NodePath.parse("by-hand"), attempt.getFileName() + "/b.txt", "its content changed"),
                        new CopyReport.Skipped(NodePath.parse("measure/count"), record, "its checksum does not fit"));
        assertThat(report.copied()).isEqualTo(8);
        assertThat(copy.resolve("by-hand")).isEmptyDirectory();
        assertThat(copy.resolve("other/current/c.txt")).hasContent("ccc");
        assertThat(verified(copy).damages()).isEmpty();
    }

    @Test
    void fileThatIsMissingIsDamage() throws IOException {
        commitFiles("by-hand", "a.txt", "aaa");
        Path attempt = attempt(root, "by-hand");
        Files.delete(attempt.resolve("a.txt"));

        assertThat(copyTo(copy).skipped())
                .containsExactly(new CopyReport.Skipped(
                        NodePath.parse("by-hand"), attempt.getFileName() + "/a.txt", "it is missing"));
    }

    @Test
    void damagedRecordOfTheCopyIsSuperseded() throws Throwable {
        copyTo(copy);
        String record = records(copy.resolve("measure")).keySet().stream()
                .filter(file -> !file.contains("/"))
                .findFirst()
                .orElseThrow();
        Files.writeString(copy.resolve("measure").resolve(record), "{ half");

        assertThat(copyTo(copy).copied()).isEqualTo(1);
        assertThat(measureIn(copy.toString(), 7, 1)).isEqualTo(9);
        assertThat(measureIn(copy.toString(), 7, 2)).isEqualTo(10);
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void largeFileIsCopiedPieceByPieceAndComparedAsWell() throws IOException {
        commitFiles("large", "a.txt", "a".repeat(9_000_000));
        assertThat(copyTo(copy).bytes()).isEqualTo(9_000_000);
        assertThat(verified(copy).damages()).isEmpty();

        Path second = temp.resolve("second");
        Path file = attempt(root, "large").resolve("a.txt");
        Files.writeString(file, "b" + "a".repeat(8_999_999));
        assertThat(copyTo(second).skipped()).extracting(CopyReport.Skipped::why).containsExactly("its content changed");
        Files.writeString(file, "a".repeat(8_999_999));
        assertThat(copyTo(second).skipped()).extracting(CopyReport.Skipped::why).containsExactly("its content changed");
        assertThat(second.resolve("large")).isEmptyDirectory();
    }

    @Test
    void pinsAndLogsComeAlong() throws Throwable {
        commitFiles("by-hand", "a.txt", "aaa");
        Files.writeString(attempt(root, "by-hand").resolve("log.txt"), "a line");
        Store store = Store.directory(root);
        NodePath node = NodePath.parse("by-hand");
        String key = TreeReader.of(store).entries(node).get(0).key();
        Pins.pin(store, node, key, "figure 3");

        copyTo(copy);

        assertThat(TreeReader.of(Store.directory(copy)).pins(node).get(key))
                .isEqualTo(TreeReader.of(store).pins(node).get(key));
        assertThat(copy.resolve("by-hand/current/log.txt")).hasContent("a line");
    }

    @Test
    void filesThatAKilledCopyBroughtAreUsedIfTheyAreWhole() throws IOException {
        commitFiles("by-hand", "a.txt", "aaa", "b.txt", "bbb", "deep/c.txt", "ccc");
        CacheTree.open(copy).close();
        Path original = attempt(root, "by-hand");
        Path left = copy.resolve("by-hand").resolve(Objects.requireNonNull(original.getFileName()));
        Files.createDirectories(left.resolve("deep"));
        Files.write(left.resolve(".owner"), Owner.NOBODY.bytes());
        Files.writeString(left.resolve("a.txt"), "aaa");
        Files.writeString(left.resolve("b.txt"), "xxx");
        Files.writeString(left.resolve("deep/c.txt"), "c");

        CopyReport report = copyTo(copy);

        assertThat(report.reused()).isEqualTo(3);
        assertThat(report.bytes()).isEqualTo(9);
        assertThat(left).as("what is left").doesNotExist();
        assertThat(verified(copy).damages()).isEmpty();
        assertThat(copy.resolve("by-hand/current/b.txt")).hasContent("bbb");
    }

    @Test
    void filesOfALivingProcessAreLeftAlone() throws IOException {
        commitFiles("by-hand", "a.txt", "aaa");
        CacheTree.open(copy).close();
        Path original = attempt(root, "by-hand");
        Path theirs = copy.resolve("by-hand").resolve(Objects.requireNonNull(original.getFileName()));
        Files.createDirectories(theirs);
        Files.write(theirs.resolve(".owner"), Owner.here().bytes());
        Files.writeString(theirs.resolve("a.txt"), "aaa");

        assertThat(copyTo(copy).reused()).isZero();
        assertThat(theirs.resolve("a.txt")).hasContent("aaa");
        assertThat(verified(copy).entries()).isEqualTo(9);
    }

    @Test
    void attemptsHaveNamesOfTheirOwnWhereNobodySaysWhatIsTaken() throws Throwable {
        commitFiles("by-hand", "a.txt", "aaa");
        String original = String.valueOf(attempt(root, "by-hand").getFileName());
        try (Store memory = Store.memory()) {
            try (Copy plan = Copy.of(Store.directory(root), NodePath.ROOT, memory)) {
                assertThat(plan.run(bytes -> {}).copied()).isEqualTo(9);
            }
            assertThat(memory.names("by-hand"))
                    .doesNotContain(original)
                    .anyMatch(name -> name.matches("[0-9a-z]{12}-[0-9a-z]{16}"));
            String directory = memory.names("by-hand").stream()
                    .filter(name -> name.contains("-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(memory.names("by-hand/" + directory)).containsExactly("a.txt");
            VerifyReport report = Verify.of(memory, NodePath.ROOT).run(bytes -> {});
            assertThat(report.damages()).isEmpty();
            assertThat(report.entries()).isEqualTo(9);
        }
    }

    @Test
    void whatAKilledCopyLeftIsRemovedWhereItCannotBeUsed() throws IOException {
        commitFiles("by-hand", "a.txt", "aaa");
        String left = "by-hand/" + attempt(root, "by-hand").getFileName() + "cy4ccy4ccy4c";
        try (Store memory = Store.memory();
                Copy plan = Copy.of(Store.directory(root), NodePath.ROOT, withLeftover(memory, left))) {
            plan.run(bytes -> {});

            assertThat(memory.names(left)).isEmpty();
            assertThat(memory.names("by-hand")).hasSize(2);
        }
    }

    private static Store withLeftover(Store store, String directory) {
        new TreeMarker(store).ensure();
        store.publish(directory + "/a.txt", "aaa".getBytes(UTF_8), null, Durability.PROCESS);
        store.publish(directory + "/.owner", Owner.NOBODY.bytes(), null, Durability.PROCESS);
        return store;
    }

    @Test
    void copyInAZipFileIsATreeItself() throws Throwable {
        commitFiles("by-hand", "a.txt", "a".repeat(10_000), "b.bin", "b");
        Path zip = temp.resolve("deep/runs.zip");

        assertThat(copyTo("zip:" + zip)).isEqualTo(new CopyReport(9, 0, 2, 10_001, 0, List.of()));

        assertThat(Objects.requireNonNull(temp.resolve("deep").toFile().list())).containsExactly("runs.zip");
        assertThat(measureIn("zip:" + zip, 7, 1)).isEqualTo(9);
        assertThat(steps.ran).isEmpty();
        try (Store store = Store.at("zip:" + zip)) {
            assertThat(store.names("")).containsExactly("by-hand", "cachetree.json", "measure");
            assertThat(Verify.of(store, NodePath.ROOT).run(bytes -> {}).damages())
                    .isEmpty();
            for (Map.Entry<String, String> record : records(root).entrySet()) {
                assertThat(store.read(record.getKey())).map(String::new).hasValue(record.getValue());
            }
        }
        assertThatThrownBy(() -> measureIn("zip:" + zip, 7, 3))
                .isInstanceOf(StoreException.class)
                .hasMessage("""
                        Cannot write to "zip:%s/measure": a zip file is only read. Put a tree of your own over it, as in \
                        CacheTree.open("runs/mine").over("zip:%s"), then run again.""", zip, zip);
    }

    @Test
    void treeOverAZipFileComputesTheRest() throws Throwable {
        Path zip = temp.resolve("runs.zip");
        copyTo("zip:" + zip);
        steps.ran.clear();

        try (CacheTree tree =
                CacheTree.builder().code(steps.code()).over("zip:" + zip).open(copy)) {
            assertThat(tree.<Integer, Throwable>call(() -> steps.call("measure", 7, 1)))
                    .isEqualTo(9);
            assertThat(steps.ran).isEmpty();
            assertThat(tree.<Integer, Throwable>call(() -> steps.call("measure", 7, 3)))
                    .isEqualTo(11);
        }
        assertThat(steps.ran).containsExactly("measure", "segment", "count");
    }

    @Test
    void zipFileGetsWhatIsMissingAndIsCopiedFrom() throws Throwable {
        String zip = "zip:" + temp.resolve("runs.zip");
        copyTo(zip);
        byte[] before = Files.readAllBytes(temp.resolve("runs.zip"));
        assertThat(copyTo(zip).there()).isEqualTo(8);
        assertThat(temp.resolve("runs.zip")).as("nothing is missing").hasBinaryContent(before);

        steps.run("measure", 7, 3);
        assertThat(copyTo(zip)).isEqualTo(new CopyReport(3, 8, 0, 0, 0, List.of()));

        try (Store store = Store.at(zip);
                Copy back = Copy.of(store, NodePath.ROOT, copy)) {
            assertThat(back.run(bytes -> {}).copied()).isEqualTo(11);
        }
        assertThat(records(copy)).isEqualTo(records(root));
    }

    @Test
    void zipFileThatIsNotFinishedIsNotSeenAndLeavesNothing() throws IOException {
        Files.createDirectory(temp.resolve(".tmp-00000000-1-1-abc-0-zip"));
        Files.setLastModifiedTime(temp.resolve(".tmp-00000000-1-1-abc-0-zip"), FileTime.fromMillis(0));
        try (Store store = Store.toWrite("zip:" + temp.resolve("runs.zip"))) {
            store.replace("a.txt", new byte[] {1});
            assertThat(temp.resolve("runs.zip")).doesNotExist();
            try (Stream<Path> paths = Files.list(temp)) {
                assertThat(paths.filter(path -> path.toString().endsWith("-zip")))
                        .as("that of the killed one is gone")
                        .hasSize(1);
            }
        }
        assertThat(Objects.requireNonNull(temp.toFile().list())).containsExactly("original");
    }

    @Test
    void zipFileThatSomebodyElseMadeMeanwhileStays() throws IOException {
        Path zip = temp.resolve("runs.zip");
        try (Store store = Store.toWrite("zip:" + zip)) {
            store.replace("a.txt", new byte[] {1});
            Files.writeString(zip, "theirs");

            assertThatThrownBy(() -> ((NewStore) store).finish())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("somebody else has made it meanwhile");
        }
        assertThat(zip).hasContent("theirs");
    }

    @Test
    void treeIsNotCopiedToItselfOrIntoItself() {
        assertThatThrownBy(() -> copyTo(root))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot copy the cache tree at \"%s\" to \"%s\": that is the same. Name another place.",
                        root, root);
        assertThatThrownBy(() -> copyTo(root.resolve("copy")))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot copy the cache tree at \"%s\" to \"%s/copy\": that lies within it. Name another place.",
                        root, root);
        assertThat(root.resolve("copy")).doesNotExist();
    }

    @Test
    void directoryOfOtherFilesIsNotCopiedTo() throws IOException {
        Files.createDirectories(copy);
        Files.writeString(copy.resolve("thesis.txt"), "a life's work");

        assertThatThrownBy(() -> copyTo(copy)).hasMessageContaining("the directory is not empty (\"thesis.txt\")");
        assertThat(Objects.requireNonNull(copy.toFile().list())).containsExactly("thesis.txt");
    }

    @Test
    void futureTreeIsNeitherCopiedNorCopiedTo() throws IOException {
        byte[] mark = "{ \"minimum-reader\" : 99".getBytes(UTF_8);
        String digest = Digest.of(mark, 0, mark.length).toString();
        String sealed = new String(mark, UTF_8) + ",\n  \"checksum\" : \"" + digest + "\"\n}\n";
        Files.createDirectories(copy);
        Files.writeString(copy.resolve("cachetree.json"), sealed);

        for (List<Path> pair : List.of(List.of(root, copy), List.of(copy, temp.resolve("third")))) {
            assertThatThrownBy(() -> Copy.of(Store.directory(pair.get(0)), NodePath.ROOT, pair.get(1)))
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessageContaining("it needs a reader of format 99");
        }
        assertThat(Arrays.asList(Objects.requireNonNull(copy.toFile().list()))).containsExactly("cachetree.json");
        assertThat(temp.resolve("third")).doesNotExist();
    }

    @Test
    void closedTreeIsNotCopied() {
        CacheTree tree = CacheTree.open(root);
        tree.close();

        assertThatThrownBy(() -> tree.copyTo(copy))
                .hasMessage("Cannot copy the cache tree at \"%s\": it was closed. Keep it open.".formatted(root));
    }

    @Test
    void everythingThatALayeredTreeSeesIsCopied() throws Throwable {
        Path mine = temp.resolve("mine");
        try (CacheTree tree = CacheTree.builder().code(steps.code()).over(root).open(mine)) {
            assertThat(tree.<Integer, Throwable>call(() -> steps.call("measure", 7, 3)))
                    .isEqualTo(11);
            assertThat(tree.copyTo(copy).copied()).isEqualTo(11);
        }
        assertThat(records(copy)).containsAllEntriesOf(records(root)).containsAllEntriesOf(records(mine));
    }
}
