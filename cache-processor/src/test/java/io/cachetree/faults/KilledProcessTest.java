package io.cachetree.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.KeyPart;
import io.cachetree.store.Store;
import io.cachetree.testkit.ChildJvm;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed at any moment, again and again: what it committed stays, and nobody has to clean up. */
@Tag("once")
class KilledProcessTest {

    private static final int KILLS = Boolean.getBoolean("cachetree.long") ? 1_000 : 20;
    private static final int SHORTEST_MILLIS = 300;

    /** How much later a kill may come when one came before any step began. */
    private static final int LATER_MILLIS = 50;

    @TempDir
    private Path temp;

    @Test
    void killedProcessLosesNothingThatWasCommittedAndLeavesNothingToCleanUp() throws Exception {
        long seed = Long.getLong("cachetree.seed", System.nanoTime());
        System.out.println("KilledProcessTest: -Dcachetree.seed=" + seed);
        Random random = new Random(seed);
        int input = 1;
        program(0).runToTheEnd();
        long longest = millisOf(program(input));
        input++;
        int hits = 0;
        for (int kills = 0; kills < KILLS || hits == 0; ) {
            Set<String> committed = committed();
            int before = journal().size();
            boolean killed = program(input)
                    .killAfter(Duration.ofMillis(
                            SHORTEST_MILLIS + random.nextLong(Math.max(1, longest - SHORTEST_MILLIS))));

            assertThat(journal().subList(before, journal().size()))
                    .as("bodies that ran after kill %d", kills)
                    .doesNotHaveDuplicates()
                    .noneMatch(committed::contains);
            boolean isHit = killed && journal().size() > before;
            kills += killed ? 1 : 0;
            hits += isHit ? 1 : 0;
            longest += killed && !isHit ? LATER_MILLIS : 0;
            input += killed ? 0 : 1;
        }
        assertThat(program(input).runToTheEnd()).contains(String.valueOf(SlowPipeline.result(input)));
        assertThat(journal())
                .as("more than one run took part")
                .hasSizeGreaterThan(committed().size());
        assertNothingIsLeft();
    }

    private static long millisOf(ChildJvm program) throws InterruptedException {
        long start = System.nanoTime();
        program.runToTheEnd();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private void assertNothingIsLeft() throws IOException {
        TreeFiles tree = new TreeFiles(tree());
        assertThat(tree.attemptsWithoutRecord()).filteredOn(this::holdsAnything).isEmpty();
        assertThat(tree.ownersMarks()).filteredOn(this::holdsAnything).isEmpty();
        assertThat(tree.temporaryFiles()).isEmpty();
    }

    /** Between the making of a directory and its first byte there is an instant; what is left then goes after a day. */
    private boolean holdsAnything(Path file) {
        try (Stream<Path> files = Files.walk(tree().resolve(file))) {
            return files.anyMatch(
                    each -> Files.isRegularFile(each) && each.toFile().length() > 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildJvm program(int input) {
        return new ChildJvm(
                temp,
                SlowPipeline.class.getName(),
                tree().toString(),
                temp.resolve("journal.txt").toString(),
                String.valueOf(input));
    }

    private Path tree() {
        return temp.resolve("tree");
    }

    private List<String> journal() throws IOException {
        return Files.readAllLines(temp.resolve("journal.txt"));
    }

    /** Returns the committed calls, in the words of the journal. */
    private Set<String> committed() throws IOException {
        Set<String> calls = new TreeSet<>();
        try (Store store = Store.directory(tree())) {
            for (Path file : new TreeFiles(tree()).all()) {
                String name = file.getFileName().toString();
                if (EntryNames.isRecord(name)) {
                    NodePath node = NodePath.parse(String.valueOf(file.getParent()));
                    new Entries(store)
                            .record(node, name)
                            .map(KilledProcessTest::call)
                            .ifPresent(calls::add);
                }
            }
        }
        return calls;
    }

    private static String call(EntryRecord record) {
        Map<String, String> inputs = record.inputs().stream().collect(Collectors.toMap(KeyPart::name, KeyPart::shows));
        return "%s seed=%s block=%s".formatted(record.node(), inputs.get("seed"), inputs.getOrDefault("block", "0"));
    }
}
