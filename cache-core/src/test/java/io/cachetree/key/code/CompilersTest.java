package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.StepCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools do to class files, and what of it counts. */
class CompilersTest {

    @TempDir
    Path temporary;

    private StepCode compiled(String... options) {
        Path directory = Program.directory(temporary, String.join("_", options) + "_");
        return Program.code(Program.compile(directory, Edit.PROGRAM, options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g:none", "-g:lines", "-parameters"})
    void debugDataDoesNotCount(String option) {
        assertThat(compiled(option)).isEqualTo(compiled());
    }

    @Test
    void theDigestsOfThisProgramAreTheSameOnEveryCompiler() {
        assertThat(compiled("--release", "17").digest().toString())
                .isEqualTo("code:1-273345a202068f6bad08e7be92692c37");
    }

    @Test
    void enumSwitchesByOrdinalCountAsThoseByTable() {
        Path table = Program.directory(temporary, "table");
        Path ordinal = Program.directory(temporary, "ordinal");
        String program = """
                class Step {
                    enum Mode { FAST, SLOW, OFF }
                    @Cached double run(double x) { return of(x > 1 ? Mode.FAST : Mode.SLOW); }
                    static double of(Mode mode) {
                        switch (%s) {
                            case %s: return 5;
                            case %s: return 6;
                            default: return 7;
                        }
                    }
                }
                """;

        StepCode byName = Program.code(Program.compile(table, program.formatted("mode", "SLOW", "OFF")));
        StepCode byNumber = Program.code(Program.compile(ordinal, program.formatted("mode.ordinal()", "1", "2")));

        assertThat(byNumber).isEqualTo(byName);
    }

    @Test
    void aWovenClassHasTheCodeOfTheClassThatItWas() throws IOException {
        StepCode unwoven = compiled();
        Path directory = Program.compile(Program.directory(temporary, "woven"), Edit.PROGRAM);

        Weaving.weave(directory.resolve("lab/Step.class"));

        assertThat(Program.code(directory)).isEqualTo(unwoven);
    }
}
