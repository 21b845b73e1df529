package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A codec is told what the author and the run say about a step, in whatever way it is intercepted. */
class CodecOptionsInAllWaysTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void codecIsToldTheAnnotationsOfTheStepAndTheOptionsInForce(Way way) throws Exception {
        assertThat(new Program(temp).run(LengthsProgram.class, way).lines())
                .filteredOn(line -> line.startsWith("told"))
                .containsExactly(
                        "told of rough-guess: km, no digits",
                        "told of of-nucleus: no unit, Digits[count=2]",
                        "told of of-cell: mm, Digits[count=2]");
    }
}
