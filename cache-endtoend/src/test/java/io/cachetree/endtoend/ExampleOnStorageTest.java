package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example on each storage, twice: in the second process, nothing is computed, and the result is one request. */
class ExampleOnStorageTest {

    @TempDir
    private static Path temp;

    @ParameterizedTest
    @EnumSource
    void secondRunOnAnotherMachineComputesNothingAndIsOneRequest(Storage storage) throws Exception {
        Example example = new Example(temp);
        String tree = storage.url("example/" + UUID.randomUUID());

        String first = example.on(tree, storage.variables(), 1).runToTheEnd();
        assertThat(Example.ran(first)).as(first).hasSize(Example.STEPS);
        String second = example.on(tree, storage.variables(), 2).runToTheEnd();

        assertThat(Example.ran(second)).as(second).isEmpty();
        assertThat(second)
                .contains("1 step: 1 read, 0 computed")
                .containsPattern("storage: 1 request \\(1 read\\), [0-9.]+ kB in, 0 B out");
        assertThat(Example.report(second)).isEqualTo(Example.report(first));
    }
}
