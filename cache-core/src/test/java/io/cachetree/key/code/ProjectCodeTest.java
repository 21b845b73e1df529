package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCodeTest {

    @TempDir
    Path temporary;

    @Test
    void theCodeOfAStepIsWhatItReaches() {
        StepCode code = code("""
                class Step {
                    @Cached double run(double x) { return Helper.twice(x); }
                    double other(double x) { return x; }
                }
                class Helper {
                    static double twice(double x) { return 2 * x; }
                    static double thrice(double x) { return 3 * x; }
                }
                """);

        assertThat(Program.names(code)).containsExactly("Helper.twice", "Step.<init>", "Step.run");
        assertThat(code.digest()).isEqualTo(CodeDigest.ofParts(1, code.parts()));
        assertThat(code.digest().toString()).startsWith("code:1-");
        assertThat(code.unfollowed()).isEmpty();
    }

    @Test
    void anotherStepIsNotEntered() {
        StepCode code = code("""
                class Step {
                    @Cached double run(double x) { return inner(x); }
                    @Cached double inner(double x) { return helper(x); }
                    double helper(double x) { return x; }
                }
                """);

        assertThat(Program.names(code)).containsExactly("Step.<init>", "Step.run");
    }

    @Test
    void aVersionStandsForTheCode() {
        StepCode code = code("""
                class Step {
                    @Cached(version = "2") double run(double x) { return x; }
                }
                """);

        assertThat(code).isEqualTo(StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, "2")));
    }

    private StepCode code(String source) {
        return Program.code(Program.compile(temporary, source));
    }
}
