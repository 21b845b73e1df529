package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.maintenance.pruning.Deletion;
import io.cachetree.maintenance.pruning.Invalidate;
import io.cachetree.maintenance.pruning.Kept;
import io.cachetree.maintenance.pruning.Limits;
import io.cachetree.maintenance.pruning.Pins;
import io.cachetree.maintenance.pruning.Prune;
import io.cachetree.maintenance.pruning.PrunePlan;
import io.cachetree.maintenance.pruning.Removal;
import io.cachetree.maintenance.pruning.Trash;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody needs of a tree, what has to go for a node to be computed again, and how it comes back. */
class PruneTest {

    private static final Limits NEWEST_ONLY = new Limits(Optional.empty(), OptionalInt.of(1), OptionalLong.empty());
    private static final NodePath MEASURE = NodePath.parse("measure");
    private static final NodePath SEGMENT = NodePath.parse("measure/segment");

    @TempDir
    Path root;

    private MadeUpSteps steps;
    private Store store;

    @BeforeEach
    void make() {
        steps = new MadeUpSteps(root);
        store = Store.directory(root);
    }

    private PrunePlan plan(Limits limits) {
        return Prune.plan(store, NodePath.ROOT, limits, Instant.now());
    }

    private static List<String> nodes(List<Removal> removals) {
        return removals.stream().map(each -> each.node().toString()).toList();
    }

    private void put(List<Removal> removals) {
        Trash trash = new Trash(store);
        removals.forEach(each -> assertThat(trash.put(each)).isEqualTo(Trash.Moved.TO_TRASH));
    }

    private List<String> ranBy(Integer... inputs) throws Throwable {
        steps.ran.clear();
        steps.run("measure", inputs);
        return List.copyOf(steps.ran);
    }

    private String key(NodePath node, int index) {
        return TreeReader.of(store).entries(node).get(index).key();
    }

    @Test
    void olderResultsStayUnlessALimitIsGiven() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);

        assertThat(plan(Limits.NONE).goes()).isEmpty();
        assertThat(nodes(plan(NEWEST_ONLY).goes())).containsExactly("measure", "measure/count", "measure/segment");
    }

    @Test
    void whatNoEntryAboveUsesGoesWithoutALimit() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);
        put(plan(NEWEST_ONLY).goes().stream()
                .filter(each -> each.node().equals(MEASURE))
                .toList());

        PrunePlan plan = plan(Limits.NONE);

        assertThat(nodes(plan.goes())).containsExactly("measure/count", "measure/segment");
        assertThat(plan.goes()).extracting(Removal::why).containsOnly("no entry of \"measure\" uses it");
    }

    @Test
    void whatTheNewestEntryAboveMayHaveReadStays() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 8, 1);
        steps.run("measure", 7, 3);

        PrunePlan plan = plan(NEWEST_ONLY);

        assertThat(nodes(plan.goes()))
                .as("measure(7, 3) read an entry of smooth, and the record does not tell which")
                .containsExactly(
                        "measure", "measure", "measure/count", "measure/count", "measure/segment", "measure/segment")
                .doesNotContain("measure/smooth");
        assertThat(plan.stays())
                .contains(new Kept(
                        NodePath.parse("measure/smooth"),
                        key(NodePath.parse("measure/smooth"), 1),
                        Kept.Why.USED_ABOVE));
        assertThat(ranBy(7, 3)).isEmpty();
        put(plan.goes());
        assertThat(ranBy(7, 3)).isEmpty();
    }

    @Test
    void whatIsPinnedStaysAndWhatItWasMadeWithToo() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);
        Pins.pin(store, MEASURE, key(MEASURE, 1), "figure 3");

        assertThat(plan(NEWEST_ONLY).goes()).isEmpty();
        assertThat(plan(NEWEST_ONLY).stays())
                .contains(new Kept(MEASURE, key(MEASURE, 1), Kept.Why.PINNED))
                .hasSize(3);
        assertThat(TreeReader.of(store).pins(MEASURE))
                .hasEntrySatisfying(
                        key(MEASURE, 1), pin -> assertThat(pin.note()).isEqualTo("figure 3"));
        Pins.unpin(store, MEASURE, key(MEASURE, 1));
        assertThat(plan(NEWEST_ONLY).goes()).hasSize(3);
    }

    @Test
    void whatAPinnedEntryWasMadeWithFurtherBelowStaysToo() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 8, 2);
        assertThat(nodes(plan(NEWEST_ONLY).goes())).contains("measure/segment/split");
        Pins.pin(store, MEASURE, key(MEASURE, 1), "figure 3");

        assertThat(plan(NEWEST_ONLY).goes()).isEmpty();
    }

    @Test
    void allLimitsMustAgree() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);
        Optional<Duration> day = Optional.of(Duration.ofDays(1));
        OptionalInt one = OptionalInt.of(1);

        assertThat(plan(new Limits(day, one, OptionalLong.empty())).goes()).isEmpty();
        assertThat(plan(new Limits(Optional.empty(), OptionalInt.of(2), OptionalLong.empty()))
                        .goes())
                .isEmpty();
        assertThat(plan(new Limits(Optional.empty(), one, OptionalLong.of(1000)))
                        .goes())
                .isEmpty();
        assertThat(nodes(plan(new Limits(Optional.empty(), one, OptionalLong.of(0)))
                        .goes()))
                .hasSize(3);
        Instant inTwoDays = Instant.now().plus(Duration.ofDays(2));
        assertThat(nodes(Prune.plan(store, SEGMENT, new Limits(day, one, OptionalLong.empty()), inTwoDays)
                        .goes()))
                .as("of this node only")
                .containsExactly("measure/segment");
    }

    @Test
    void whatWasPrunedIsAPlainMissAndComesBack() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 7, 2);
        put(plan(NEWEST_ONLY).goes());

        Trash trash = new Trash(store);
        List<Deletion> deletions = trash.list();
        assertThat(deletions).hasSize(3);
        deletions.forEach(trash::restore);
        assertThat(trash.list()).isEmpty();
        assertThat(ranBy(7, 1)).isEmpty();

        put(plan(NEWEST_ONLY).goes());
        assertThat(ranBy(7, 1)).containsExactly("measure", "segment", "count");
        Deletion ofMeasure = new Trash(store)
                .list().stream()
                        .filter(each -> each.removal().node().equals(MEASURE))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(() -> new Trash(store).restore(ofMeasure))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot restore "measure@%s" (%s): "measure/%1$s.json" stands in its place, which was committed since. \
                        Move that to the trash first, with "cachetree rm", or leave things as they are.""".formatted(ofMeasure.removal().key(), ofMeasure.id()));
    }

    @Test
    void anEntryThatWasRefreshedGoesWithWhatPointsAtIt() throws Throwable {
        steps.run("measure", 7, 1);
        for (int i = 0; i < 3; i++) {
            steps.run(CacheOptions.of(Reuse.REFRESH), "measure", 7, 1);
        }
        assertThat(TreeReader.of(store).files(SEGMENT)).hasSize(4);

        put(Invalidate.node(store, SEGMENT, Optional.empty()).goes());
        assertThat(TreeReader.of(store).files(SEGMENT)).isEmpty();

        Trash trash = new Trash(store);
        trash.restore(trash.list().get(0));
        assertThat(TreeReader.of(store).files(SEGMENT)).hasSize(4);
        put(Invalidate.node(store, MEASURE, Optional.empty()).goes());
        assertThat(ranBy(7, 1)).containsExactly("measure");
    }

    @Test
    void anEntryThatWasAcceptedGoesWithAllItsRecords() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("segment", "Lab segment 2");
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            assertThat(tree.accept("").accepted()).isNotEmpty();
        }
        assertThat(TreeReader.of(store).files(SEGMENT)).hasSize(2);

        Invalidate.Plan plan = Invalidate.node(store, SEGMENT, Optional.empty());
        assertThat(nodes(plan.above())).containsExactly("measure");
        put(plan.goes());
        assertThat(TreeReader.of(store).files(SEGMENT)).isEmpty();

        Trash trash = new Trash(store);
        trash.restore(trash.list().get(0));
        put(Invalidate.node(store, MEASURE, Optional.empty()).goes());
        assertThat(ranBy(7, 1)).containsExactly("measure");
    }

    @Test
    void aNodeIsComputedAgainOnlyIfWhatAnswersAboveGoesToo() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 8, 5);

        Invalidate.Plan plan = Invalidate.node(store, SEGMENT, Optional.of(key(SEGMENT, 1)));

        assertThat(nodes(plan.goes())).containsExactly("measure/segment");
        assertThat(nodes(plan.above())).as("measure(8, 5) made its own").containsExactly("measure");
        put(plan.goes());
        assertThat(ranBy(7, 1)).as("the entry of measure still answers").isEmpty();
        put(plan.above());
        assertThat(ranBy(7, 1)).containsExactly("measure", "segment");
        assertThat(ranBy(8, 5)).isEmpty();
    }

    @Test
    void aDamagedRecordMayHaveBeenUsedByAllAbove() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 8, 5);
        String key = key(SEGMENT, 1);
        Files.writeString(root.resolve("measure/segment").resolve(key + ".json"), "damaged");

        assertThat(nodes(Invalidate.node(store, SEGMENT, Optional.of(key)).above()))
                .containsExactly("measure", "measure");
    }

    @Test
    void aNodeGoesWithThoseBelow() throws Throwable {
        steps.run("measure", 7, 1);

        Invalidate.Plan plan = Invalidate.nodeAndBelow(store, SEGMENT);

        assertThat(nodes(plan.goes())).containsExactly("measure/segment", "measure/segment/split");
        assertThat(nodes(plan.above())).containsExactly("measure");
        put(plan.withAbove().goes());
        assertThat(ranBy(7, 1)).containsExactly("measure", "segment", "split");
    }

    @Test
    void nothingIsMovedWhereTheMarkerIsMissingOrDamaged() throws Throwable {
        steps.run("measure", 7, 1);
        Removal removal =
                Invalidate.node(store, SEGMENT, Optional.empty()).goes().get(0);
        Trash trash = new Trash(store);
        trash.put(removal);
        Path marker = root.resolve("cachetree.json");
        String message = """
                Cannot change the cache tree at "%s": its "cachetree.json" is missing or damaged, and nothing is moved or deleted \
                where it is not certain that this is a tree. Run a step in it, which mends the file, then try again.""".formatted(root);

        Files.writeString(marker, "{}");
        assertThatThrownBy(() -> new Trash(store)).hasMessage(message);
        Files.delete(marker);
        assertThatThrownBy(() -> new Trash(store)).hasMessage(message);
        assertThatThrownBy(() -> Pins.pin(store, MEASURE, key(MEASURE, 0), "")).hasMessage(message);
        CacheTree.open(root).close();
        assertThat(new Trash(store).list()).hasSize(1);
    }

    @Test
    void noLinkIsFollowed() throws Throwable {
        steps.run("measure", 7, 1);
        Path outside = Files.createDirectory(root.resolveSibling(root.getFileName() + "-outside"));
        Path precious = Files.writeString(outside.resolve("precious.txt"), "a year of work");
        Removal removal =
                Invalidate.node(store, SEGMENT, Optional.empty()).goes().get(0);
        Path segment = root.resolve("measure/segment");
        Path real = Files.move(segment, root.resolve("elsewhere"));
        Files.createSymbolicLink(segment, real);

        assertThatThrownBy(() -> new Trash(store).put(removal)).hasMessageContaining("a symbolic link is on its path");
        assertThat(real).isNotEmptyDirectory();

        Files.delete(segment);
        Files.move(real, segment);
        Trash trash = new Trash(store);
        trash.put(removal);
        Files.createSymbolicLink(root.resolve(".trash").resolve(trash.run() + "-1/link"), outside);
        trash.empty(trash.list());
        assertThat(precious).hasContent("a year of work");
        assertThat(root.resolve(".trash")).isEmptyDirectory();

        Files.delete(root.resolve(".trash"));
        Files.createSymbolicLink(root.resolve(".trash"), outside);
        assertThatThrownBy(() -> new Trash(store))
                .hasMessage(
                        "Cannot use the trash of the cache tree at \"%s\": its \".trash\" is no directory. Take it away."
                                .formatted(root));
        Files.delete(precious);
        Files.delete(outside);
    }

    @Test
    void aNoteThatNamesOtherFilesIsNone() throws Throwable {
        steps.run("measure", 7, 1);
        put(Invalidate.node(store, SEGMENT, Optional.empty()).goes());
        Path note = root.resolve(".trash")
                .resolve(new Trash(store).list().get(0).id())
                .resolve("about.txt");
        String text = Files.readString(note);

        for (String foreign :
                new String[] {"record: ../../x.json", "files: ../measure", "node: ../..", "record: notes.txt"}) {
            Files.writeString(
                    note,
                    text.replace("pid: ", foreign + "\npid: ")
                            .replaceFirst(foreign.startsWith("node") ? "node: .*" : "nothing", foreign));
            assertThat(new Trash(store).list()).as(foreign).isEmpty();
        }
        Files.writeString(note, text.substring(0, text.length() / 2));
        assertThat(new Trash(store).list()).isEmpty();
    }

    @Test
    void twoThatTakeTheSameOutDoNoHarm() throws Throwable {
        steps.run("measure", 7, 1);
        List<Removal> removals =
                Invalidate.node(store, SEGMENT, Optional.empty()).goes();
        put(removals);

        assertThat(new Trash(store).put(removals.get(0))).isEqualTo(Trash.Moved.GONE);
        assertThat(new Trash(store).list()).hasSize(1);
    }

    @Test
    void aRecordThatWasWrittenAnewMeanwhileStays() throws Throwable {
        steps.run("measure", 7, 1);
        Removal removal =
                Invalidate.node(store, SEGMENT, Optional.empty()).goes().get(0);
        steps.run(CacheOptions.of(Reuse.REFRESH), "measure", 7, 1);

        assertThat(new Trash(store).put(removal)).isEqualTo(Trash.Moved.STAYS);
        assertThat(new Trash(store).list()).isEmpty();
        assertThat(ranBy(7, 1)).isEmpty();
        assertThat(TreeReader.of(store).files(SEGMENT)).hasSize(2);
    }

    @Test
    void filesThatWereCommittedAfterTheyWereLookedAtStay() throws IOException {
        CacheDirectory byHand = CacheDirectory.at(root).child("by-hand");
        byHand.init();
        byHand.commit();
        NodePath node = NodePath.parse("by-hand");
        String directory = byHand.path().getFileName().toString();
        for (Removal.Kind kind : List.of(Removal.Kind.SUPERSEDED, Removal.Kind.ATTEMPT)) {
            Removal lookedAtBefore = new Removal(
                    node, "", kind, List.of(), Optional.of(directory), Instant.EPOCH, 0, "no record names these files");

            assertThat(new Trash(store).put(lookedAtBefore)).isEqualTo(Trash.Moved.STAYS);
        }
        assertThat(byHand.path()).isDirectory();
        assertThat(new Trash(store).list()).isEmpty();
    }

    @Test
    void aTreeThatIsOpenSaysSo() throws IOException {
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(root.resolve(".use")).isNotEmptyDirectory();
            assertThat(tree.options()).isNotNull();
        }
        assertThat(root.resolve(".use")).isEmptyDirectory();
    }
}
