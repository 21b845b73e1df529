package io.cachetree.key.code;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
    void anIndexIsBelievedWithoutTakingClassFilesApart() throws IOException {
        for (Path each : classFiles()) {
            Files.write(each, sameSizeAndChecksum(each));
        }

        assertThat(Program.code(classes)).isEqualTo(withoutIndex);
    }

    @Test
    void anEditOfTheSameSizeIsSeenWhateverItsTime() throws IOException {
        FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
        Path file = classes.resolve("lab/Otsu.class");
        long size = Files.size(file);
        Program.compile(classes, Edit.PROGRAM.replace("v * 0.5", "v * 0.6"));
        Files.setLastModifiedTime(file, old);

        assertThat(file).hasSize(size);
        assertThat(Program.difference(withoutIndex, Program.code(classes))).containsExactly("Otsu.of");
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
    void anIndexInAJarIsBelievedWithoutTakingClassFilesApart() throws IOException {
        Map<String, byte[]> files = files();
        for (Path each : classFiles()) {
            files.put(classes.relativize(each).toString(), sameSizeAndChecksum(each));
        }

        assertThat(Program.code(jar(files))).isEqualTo(withoutIndex);
    }

    @Test
    void anOldIndexInAJarIsNotBelieved() throws IOException {
        byte[] old = Files.readAllBytes(classes.resolve(CodeIndex.NAME));
        Program.compile(classes, Edit.PROGRAM.replace("v * 0.5", "v * 0.6"));
        Map<String, byte[]> files = files();
        files.put(CodeIndex.NAME, old);

        assertThat(Program.difference(withoutIndex, Program.code(jar(files)))).containsExactly("Otsu.of");
    }

    @Test
    void theIndexOfAJarIsNotBelievedForClassesOfAnotherRelease() throws IOException {
        Path later = Program.compile(Program.directory(temporary, "later"), Edit.PROGRAM.replace("v * 0.5", "v * 0.6"));
        Map<String, byte[]> files = files();
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n".getBytes(US_ASCII));
        files.put("META-INF/versions/11/lab/Otsu.class", Files.readAllBytes(later.resolve("lab/Otsu.class")));

        assertThat(Program.difference(withoutIndex, Program.code(jar(files)))).containsExactly("Otsu.of");
    }

    private Path jar(Map<String, byte[]> files) throws IOException {
        return Program.jar(temporary.resolve("steps-1.0.jar"), files);
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path each : classFiles()) {
            files.put(classes.relativize(each).toString(), Files.readAllBytes(each));
        }
        files.put(CodeIndex.NAME, Files.readAllBytes(classes.resolve(CodeIndex.NAME)));
        return files;
    }

    /** Returns bytes that are no class file, and that nobody can tell from the given one without looking into them. */
    private static byte[] sameSizeAndChecksum(Path file) throws IOException {
        byte[] original = Files.readAllBytes(file);
        byte[] forged = new byte[original.length];
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ 0xEDB88320;
            }
            table[i] = value;
        }
        int before = ~CodeIndex.checksum(java.util.Arrays.copyOf(forged, forged.length - 4));
        int state = ~CodeIndex.checksum(original);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int index = 0;
            while (table[index] >>> 24 != state >>> 24) {
                index++;
            }
            state = ((state ^ table[index]) << 8) ^ index ^ ((before >>> shift) & 0xFF);
        }
        for (int i = 0; i < 4; i++) {
            forged[forged.length - 4 + i] = (byte) (state >>> (8 * i));
        }
        assertThat(CodeIndex.checksum(forged)).isEqualTo(CodeIndex.checksum(original));
        return forged;
    }

    private Iterable<Path> classFiles() throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(each -> each.toString().endsWith(".class")).toList();
        }
    }
}
