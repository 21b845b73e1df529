package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of steps on a thread that is in no tree, while one is open. */
class StrayCallsInAllWaysTest {

    private static final String REMEDY =
            " Wrap the executor with CacheContext.wrap(executor), or call the step within" + " tree.call(() -> ...).";

    @TempDir
    private Path temp;

    private Stream<String> said(Way way, String... arguments) throws Exception {
        return new Program(temp)
                .run(StrayProgram.class, way, arguments)
                .lines()
                .filter(line -> line.matches("(loaded|open at|Pipeline|Cannot run) ?.*"));
    }

    @ParameterizedTest
    @EnumSource
    void callIsReportedAndRunsAsAPlainMethod(Way way) throws Exception {
        assertThat(said(way))
                .containsExactly(
                        "loaded 5",
                        "open at memory:/",
                        "Pipeline.load runs outside of the open tree: thread \"stranger\" is not in it, so nothing is"
                                + " read or committed." + REMEDY,
                        "loaded 5",
                        "loaded 5");
    }

    @ParameterizedTest
    @EnumSource
    void callIsAnErrorAsLongAsAStrictTreeIsOpen(Way way) throws Exception {
        assertThat(said(way, "strict"))
                .containsExactly(
                        "loaded 5",
                        "open at memory:/",
                        "Cannot run Pipeline.load on thread \"stranger\": the thread is in no tree, and the tree at"
                                + " \"memory:\" is strict." + REMEDY,
                        "loaded 5");
    }
}
