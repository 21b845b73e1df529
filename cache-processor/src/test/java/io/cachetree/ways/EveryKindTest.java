package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way intercepts what the guide says, and is loud about the rest. */
class EveryKindTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void wayInterceptsWhatItIsSaidTo(Way way) throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        new Program(temp)
                .run(KindProgram.class, way)
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .forEach(line -> outcomes.put(line.split("=", 2)[0], line.split("=", 2)[1]));

        Map<String, String> expected = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            expected.put(kind.name(), kind.expected(way).name());
        }
        assertThat(outcomes).isEqualTo(expected);
    }
}
