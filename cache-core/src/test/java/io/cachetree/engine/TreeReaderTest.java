package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.entry.Claim;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryOutline;
import io.cachetree.entry.UseMark;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.maintenance.EntryChanges;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.NodeStatus;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.CodeChange;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tree shows that is not open. */
class TreeReaderTest {

    private static final NodePath MEASURE = NodePath.parse("measure");

    @TempDir
    Path root;

    private MadeUpSteps steps;
    private TreeReader reader;

    @BeforeEach
    void make() {
        steps = new MadeUpSteps(root);
        reader = TreeReader.of(Store.directory(root));
    }

    private List<String> lines() {
        return reader.tree(NodePath.ROOT, Integer.MAX_VALUE)
                .nodes()
                .map(node -> "%s %s %d".formatted(node.node(), node.status(), node.entries()))
                .toList();
    }

    private Path record(String node) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(node))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void nodesAreListedWithTheirEntries() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);

        assertThat(lines())
                .containsExactly(
                        " EMPTY 0",
                        "measure COMMITTED 2",
                        "measure/count COMMITTED 2",
                        "measure/segment COMMITTED 2",
                        "measure/segment/split COMMITTED 1",
                        "measure/smooth COMMITTED 1");
        assertThat(reader.children(MEASURE)).containsExactly("count", "segment", "smooth");
        assertThat(reader.entries(MEASURE).get(0).record().orElseThrow().inputs())
                .hasSize(2);
        assertThat(reader.node(MEASURE).entry().map(EntryOutline::reason)).contains("threshold 1 -> 2");
        assertThat(reader.entries(MEASURE))
                .extracting(found -> found.record().orElseThrow().reason())
                .containsExactly("threshold 1 -> 2", "never ran");
    }

    @Test
    void manyNodesOfAStorageFarAwayAreReadAtOnce() {
        Store memory = Store.memory();
        for (int i = 0; i < 40; i++) {
            memory.replace("node-%d/5f1c02abq7wd.json".formatted(i), new byte[0]);
        }
        CountDownLatch underWay = new CountDownLatch(12);
        AtomicInteger inVain = new AtomicInteger();
        Store far = slow(memory, () -> {
            underWay.countDown();
            if (!underWay.await(60, TimeUnit.SECONDS)) {
                inVain.incrementAndGet();
            }
            return inVain.get();
        });

        assertThat(TreeReader.of(far).tree(NodePath.ROOT, 1).children())
                .hasSize(40)
                .extracting(child -> child.node().status())
                .containsOnly(NodeStatus.DAMAGED);
        assertThat(inVain).as("reads that waited for others in vain").hasValue(0);
    }

    /** Returns a store that does something before each read of a file. */
    private static Store slow(Store store, Callable<Integer> before) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("read")) {
                before.call();
            }
            return method.invoke(store, arguments);
        };
        return (Store) Proxy.newProxyInstance(Store.class.getClassLoader(), new Class<?>[] {Store.class}, handler);
    }

    @Test
    void aCopyOfATreeHasTheSameNewestEntries() throws Throwable {
        steps.run("measure", 7, 1);
        Path first = record("measure");
        steps.run("measure", 7, 2);

        Files.setLastModifiedTime(first, FileTime.from(Instant.now().plusSeconds(10)));

        assertThat(reader.node(MEASURE).entry().map(EntryOutline::reason)).contains("threshold 1 -> 2");
    }

    @Test
    void filesAndLinksInANodeAreNoNodes() throws Throwable {
        steps.run("measure", 7, 1);
        Files.writeString(root.resolve("measure/notes.txt"), "by hand");
        Files.createDirectory(root.resolve("measure/empty"));
        Files.createSymbolicLink(root.resolve("measure/again"), root.resolve("measure"));

        assertThat(lines()).contains("measure/empty EMPTY 0").noneMatch(line -> line.contains("again"));
        assertThat(lines()).noneMatch(line -> line.contains("notes.txt"));
    }

    @Test
    void stepsAreSeenWhileTheyRunThoughTheyAskedForNoDirectory() throws Throwable {
        List<String> seen = new ArrayList<>();
        CacheListener look = event -> {
            if (event instanceof CacheEvent.StepStarted
                    && event.call().node().toString().equals("measure/count")) {
                seen.addAll(lines());
            }
        };
        try (CacheTree tree =
                CacheTree.builder().code(steps.code()).listener(look).open(root)) {
            tree.call(() -> steps.call("measure", 7, 1));
        }

        assertThat(seen)
                .contains("measure RUNNING 0", "measure/smooth COMMITTED 1", "measure/count RUNNING 0")
                .hasSize(6);
        assertThat(lines()).noneMatch(line -> line.contains("RUNNING"));
    }

    @Test
    void aStepWhoseProcessEndedInTheMiddleOfItWasKilledUntilTheNodeHasALaterResult() throws Throwable {
        steps.run("measure", 7, 1);
        Path record = record("measure");
        String key = EntryNames.keyOf(record.getFileName().toString());
        Owner gone = new Owner(Owner.here().place(), 99_999_999, Instant.EPOCH);
        Instant began = Instant.parse("2026-01-01T12:00:00Z");
        Claim claim = new Claim(UUID.randomUUID() + "-1", 1, gone, began, "measure", "a step", "");
        Path file = Files.write(root.resolve("measure/.claim-" + key), claim.bytes());
        Files.setLastModifiedTime(file, FileTime.from(began));

        assertThat(lines()).contains("measure COMMITTED 1");
        assertThat(reader.attempts(MEASURE)).isEmpty();

        Files.setLastModifiedTime(record, FileTime.from(began.minusSeconds(1)));
        assertThat(lines()).as("computed anew").contains("measure KILLED 1");
        assertThat(reader.attempts(MEASURE))
                .containsExactly(new OpenAttempt(key, OpenAttempt.State.KILLED, began, Optional.of(claim.origin())))
                .noneMatch(OpenAttempt::hasDirectory);

        Files.copy(file, root.resolve("measure/.claim-" + key + ".2"));
        assertThat(reader.attempts(MEASURE)).as("two of one key").hasSize(1);
    }

    @Test
    void aStepOnAnotherHostRunsAsLongAsItsProcessGivesSignsOfLife() throws IOException {
        String session = UUID.randomUUID() + "-1";
        Owner elsewhere = new Owner("host-7 6e9b2f2e-boot pid:[4026531836]", 4711, Instant.EPOCH);
        Path use = Files.createDirectories(root.resolve(UseMark.DIRECTORY));
        Path mark = Files.writeString(
                use.resolve(session), new String(elsewhere.bytes(), StandardCharsets.UTF_8) + "lease PT1M\nbeat 1\n");
        Claim claim = new Claim(session, 1, elsewhere, Instant.now(), "measure", "a step", "");
        Files.createDirectories(root.resolve("measure"));
        Files.write(root.resolve("measure/.claim-5f1c02abq7wd"), claim.bytes());

        assertThat(lines()).contains("measure RUNNING 0");

        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(301)));
        assertThat(lines()).contains("measure KILLED 0");

        Files.writeString(mark, Files.readString(mark).replace("PT1M", "PT2M"));
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(301)));
        assertThat(lines()).contains("measure RUNNING 0");

        Files.delete(mark);
        assertThat(lines()).contains("measure KILLED 0");
    }

    @Test
    void aDamagedRecordIsShownAsSuch() throws Throwable {
        steps.run("measure", 7, 1);
        Path record = record("measure/count");
        Files.writeString(record, Files.readString(record).replace("never", "neves"));

        NodeSummary node = reader.node(NodePath.parse("measure/count"));

        assertThat(node.status()).isEqualTo(NodeStatus.DAMAGED);
        assertThat(node.damage()).contains("its checksum does not fit");
        assertThat(node.entry()).isEmpty();
        assertThat(reader.entries(NodePath.parse("measure/count")))
                .extracting(FoundRecord::damage)
                .containsExactly(node.damage());
    }

    @Test
    void aSupersededRecordDoesNotCount() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run(CacheOptions.of(Reuse.REFRESH), "measure", 7, 1);

        NodeSummary node = reader.node(NodePath.parse("measure/count"));

        assertThat(node.status()).isEqualTo(NodeStatus.COMMITTED);
        assertThat(node.entries()).isEqualTo(1);
        assertThat(node.entry().map(EntryOutline::reason)).contains("refresh asked for");
        assertThat(reader.files(NodePath.parse("measure/count"))).hasSize(2);
        assertThat(reader.entries(NodePath.parse("measure/count"))).hasSize(1);
    }

    @Test
    void aNodeThatIsNotThereIsEmpty() {
        assertThat(reader.node(MEASURE).status()).isEqualTo(NodeStatus.EMPTY);
        assertThat(reader.children(MEASURE)).isEmpty();
        assertThat(reader.entries(MEASURE)).isEmpty();
        assertThat(reader.files(MEASURE)).isEmpty();
    }

    @Test
    void changesNameInputsAndTheMethodsOfCalledSteps() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("count", "Lab count 2");
        steps.code("measure", "Lab measure 2");
        steps.run("measure", 8, 1);
        List<FoundRecord> entries = reader.entries(MEASURE);

        List<MissReason> changes = EntryChanges.in(reader)
                .between(
                        entries.get(1).record().orElseThrow(),
                        entries.get(0).record().orElseThrow());

        assertThat(changes)
                .contains(new MissReason.InputChanged("scan", "7", "8"))
                .contains(new MissReason.ChildCodeChanged(
                        "Cells.count", "measure/count", List.of(new CodeChange(CodeChange.Kind.CHANGED, "Lab.count"))));
    }
}
