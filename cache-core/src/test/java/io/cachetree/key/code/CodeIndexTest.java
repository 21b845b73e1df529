package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeIndexTest {

    @TempDir
    Path temporary;

    private Path classes;
    private StepCode withoutIndex;

    @BeforeEach
    void compile() throws IOException {
        classes = Program.compile(Program.directory(temporary, "classes"), Edit.PROGRAM);
        withoutIndex = Program.code(classes);
        assertThat(withoutIndex.steps()).containsExactly(new StepId("lab.Step", "inner", "(D)D"));
        CodeIndex.write(classes);
    }

    @Test
    void theCodeIsTheSameWithAnIndex() {
        assertThat(Program.code(classes)).isEqualTo(withoutIndex);
    }

    @Test
    void anIndexIsBelievedWithoutReadingClassFiles() throws IOException {
        for (Path each : classFiles()) {
            byte[] nothing = new byte[(int) Files.size(each)];
            Files.write(each, nothing);
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minusSeconds(60)));
        }

        assertThat(Program.code(classes)).isEqualTo(withoutIndex);
    }

    @Test
    void aClassThatWasOnlyTouchedIsStillBelieved() throws IOException {
        for (Path each : classFiles()) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().plusSeconds(60)));
        }

        assertThat(Program.code(classes)).isEqualTo(withoutIndex);
    }

    @Test
    void whatWasCompiledAgainIsNotBelieved() {
        String edited = Edit.PROGRAM.replace("v * v + shift", "v * v - shift").replace("v * 0.5", "v * 0.6");
        Program.compile(classes, edited);

        assertThat(Program.difference(withoutIndex, Program.code(classes))).containsExactly("Otsu.of", "Step.run");
    }

    @Test
    void aClassThatCameLaterIsFound() {
        Program.compile(
                classes, Edit.PROGRAM + "class Later implements Level { public double of(double v) { return v; } }");

        assertThat(Program.difference(withoutIndex, Program.code(classes)))
                .containsExactly("Later.constructor", "Later.of");
    }

    @Test
    void theIndexIsTheSameForTheSameClasses() throws IOException {
        byte[] first = Files.readAllBytes(classes.resolve(CodeIndex.NAME));
        Path again = Program.compile(Program.directory(temporary, "again"), Edit.PROGRAM);

        CodeIndex.write(again);

        assertThat(again.resolve(CodeIndex.NAME)).hasBinaryContent(first);
    }

    @Test
    void aDamagedIndexCountsAsNone() throws IOException {
        byte[] whole = Files.readAllBytes(classes.resolve(CodeIndex.NAME));
        Files.write(classes.resolve(CodeIndex.NAME), java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThat(Program.code(classes)).isEqualTo(withoutIndex);
    }

    @Test
    void anIndexInAJarIsBelieved() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path each : classFiles()) {
            files.put(classes.relativize(each).toString(), new byte[0]);
        }
        files.put(CodeIndex.NAME, Files.readAllBytes(classes.resolve(CodeIndex.NAME)));
        Path jar = Program.jar(temporary.resolve("steps-1.0.jar"), files);

        assertThat(Program.code(jar)).isEqualTo(withoutIndex);
    }

    private Iterable<Path> classFiles() throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(each -> each.toString().endsWith(".class")).toList();
        }
    }
}
