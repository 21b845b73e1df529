package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.store.Store;
import io.cachetree.testkit.ChildJvm;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is killed at random moments; whoever starts it again loses nothing that was committed. */
@Tag("once")
class KilledExampleTest {

    private static final int KILLS = Boolean.getBoolean("cachetree.long") ? 500 : 10;
    private static final int SHORTEST_MILLIS = 300;

    @TempDir
    private Path temp;

    private int trees;

    @Test
    void rerunAfterAKillComputesNoCommittedStepAgainAndEndsWithTheSameReport() throws Exception {
        long seed = Long.getLong("cachetree.seed", System.nanoTime());
        System.out.println("KilledExampleTest: -Dcachetree.seed=" + seed);
        Random random = new Random(seed);
        long start = System.nanoTime();
        String report = reportOf(program().runToTheEnd());
        long longest = Duration.ofNanos(System.nanoTime() - start).toMillis();
        trees++;
        for (int kills = 0; kills < KILLS; ) {
            Set<String> committed = committed();
            boolean killed = program()
                    .killAfter(Duration.ofMillis(SHORTEST_MILLIS + random.nextLong(longest - SHORTEST_MILLIS)));
            assertThat(ran()).as("steps that ran in spite of being committed").noneMatch(committed::contains);
            kills += killed ? 1 : 0;
            trees += killed ? 0 : 1;
        }
        Set<String> committed = committed();
        assertThat(reportOf(program().runToTheEnd())).isEqualTo(report);
        assertThat(ran()).noneMatch(committed::contains);
        assertThat(reportOf(program().runToTheEnd())).isEqualTo(report);
        assertThat(ran()).isEmpty();
    }

    private ChildJvm program() {
        return new ChildJvm(temp, NucleiDensity.class.getName(), "--tree", tree().toString());
    }

    /** A tree that is complete is of no use to the test any more; the next one starts empty. */
    private Path tree() {
        return temp.resolve("tree-" + trees);
    }

    private static String reportOf(String printed) {
        return printed.substring(printed.indexOf("\nthreshold "), printed.indexOf("Look at"));
    }

    /** The nodes whose body the last run started, as it printed them. */
    private Set<String> ran() throws IOException {
        try (Stream<String> lines = Files.lines(temp.resolve("output-of-a-program.txt"))) {
            return lines.filter(line -> line.contains(" runs: "))
                    .map(line -> line.substring(0, line.indexOf(" runs: ")))
                    .collect(Collectors.toSet());
        }
    }

    private Set<String> committed() throws IOException {
        Set<String> nodes = new TreeSet<>();
        if (Files.isDirectory(tree())) {
            try (Store store = Store.directory(tree());
                    Stream<Path> files = Files.walk(tree())) {
                files.filter(file -> EntryNames.isRecord(file.getFileName().toString()))
                        .flatMap(file -> node(store, file).stream())
                        .forEach(nodes::add);
            }
        }
        return nodes;
    }

    private Optional<String> node(Store store, Path file) {
        NodePath node = NodePath.parse(tree().relativize(file.getParent()).toString());
        return new Entries(store).record(node, file.getFileName().toString()).map(found -> node.toString());
    }
}
