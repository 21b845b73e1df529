package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.cli.place.Place;
import io.cachetree.entry.Claim;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.store.Owner;
import io.cachetree.viewer.data.TimelineDocument.Run;
import io.cachetree.viewer.data.TimelineDocument.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were not committed: they go on, or failed, or their process was killed. No step of them asks for a directory. */
class TimelineTest {

    @TempDir
    Path tree;

    private final Pipeline steps = Guice.createInjector(new CacheTreeModule()).getInstance(Pipeline.class);

    /** What happens within the second step. */
    interface Within {
        void run() throws IOException;
    }

    static class Pipeline {

        @Cached
        int whole(@Unkeyed Within within) throws IOException {
            return first(1) + second(within);
        }

        @Cached
        int first(int number) {
            return number;
        }

        @Cached
        int second(@Unkeyed Within within) throws IOException {
            within.run();
            return 2;
        }
    }

    private void run(Within within) throws IOException {
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> steps.whole(within));
        }
    }

    private List<Run> runs() {
        Place place = Place.ofNode(tree.toString(), Path.of(""));
        return new Timeline(place.tree(), Instant.now()).document().runs();
    }

    private static List<String> states(Run run) {
        return Stream.concat(
                        Stream.of(run.node() + " " + run.state()),
                        run.steps().stream().map(step -> step.node() + " " + step.state()))
                .toList();
    }

    @Test
    void aRunThatGoesOnHasItsStepsUntilNow() throws IOException {
        List<Run> meanwhile = new ArrayList<>();

        run(() -> meanwhile.addAll(runs()));

        Run run = meanwhile.get(0);
        assertThat(meanwhile).hasSize(1);
        assertThat(states(run)).containsExactly("whole running", "whole/first computed", "whole/second running");
        assertThat(run.steps()).noneMatch(Step::critical);
        Step second = run.steps().get(1);
        assertThat(second.started() + second.seconds()).isEqualTo(run.seconds());
        assertThat(second.own()).isEmpty();
        assertThat(runs()).extracting(Run::state).containsExactly("computed");
    }

    @Test
    void aRunThatFailedHasItsStepsAndWhatTheFailureWaitedFor() {
        assertThatThrownBy(() -> run(() -> {
                    throw new IOException("the camera is off");
                }))
                .hasMessage("the camera is off");

        Run run = runs().get(0);
        assertThat(runs()).hasSize(1);
        assertThat(states(run)).containsExactly("whole failed", "whole/first computed", "whole/second failed");
        assertThat(run.reason()).isEmpty();
        assertThat(run.steps()).allMatch(Step::critical);
        Step second = run.steps().get(1);
        assertThat(second.started() + second.seconds()).isBetween(0.0, run.seconds());
    }

    @Test
    void aRunWhoseProcessWasKilledGoesUntilItsLastSignOfLife() throws IOException {
        run(() -> {});
        Run computed = runs().get(0);
        Path record = tree.resolve("whole").resolve(computed.key() + ".json");
        Files.delete(record);
        Owner dead = new Owner(Owner.here().place(), Owner.here().pid(), Instant.EPOCH);
        Instant began = computed.started().minus(Duration.ofMinutes(3));

        claim("whole", computed.key(), dead, began);
        Run killed = runs().get(0);

        assertThat(states(killed)).containsExactly("whole killed", "whole/first computed", "whole/second computed");
        Step second = computed.steps().get(1);
        assertThat(killed.seconds()).isCloseTo(180 + second.started() + second.seconds(), offset(0.01));
    }

    @Test
    void whatTheNextRunOfTheSameProcessStartsIsNoPartOfTheOneThatWasKilled() throws IOException {
        Owner dead = new Owner(Owner.here().place(), Owner.here().pid(), Instant.EPOCH);
        assertThatThrownBy(() -> run(() -> {
                    throw new IOException("the camera is off");
                }))
                .isInstanceOf(IOException.class);

        claim("whole", "0123456789ab", dead, Instant.now().minus(Duration.ofMinutes(3)));

        assertThat(runs())
                .extracting(TimelineTest::states)
                .containsExactly(
                        List.of("whole failed", "whole/first computed", "whole/second failed"),
                        List.of("whole killed"));
    }

    @Test
    void whatWasKilledIsOverWhenTheNodeHasALaterResult() throws IOException {
        run(() -> {});
        Owner dead = new Owner(Owner.here().place(), Owner.here().pid(), Instant.EPOCH);

        claim("whole", "0123456789ab", dead, Instant.now().minus(Duration.ofMinutes(3)));

        assertThat(runs()).extracting(Run::state).containsExactly("computed");
    }

    @Test
    void aClaimFromTimesThatNeverWereIsNoRun() throws IOException {
        run(() -> {});

        claim("whole", "0123456789ab", Owner.here(), Instant.parse("-900000000-01-01T00:00:00Z"));
        claim("whole", "0123456789ac", Owner.here(), Instant.parse("+900000000-01-01T00:00:00Z"));

        assertThat(runs()).extracting(Run::state).containsExactly("computed");
    }

    private void claim(String node, String key, Owner owner, Instant since) throws IOException {
        Claim claim = new Claim("00000000-0000-0000-0000-000000000000-1", 1, owner, since, node, "", "");
        Path file = Files.write(tree.resolve(node).resolve(".claim-" + key), claim.bytes());
        Files.setLastModifiedTime(file, FileTime.from(since));
    }
}
