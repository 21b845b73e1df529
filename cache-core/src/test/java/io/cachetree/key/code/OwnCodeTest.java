package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.CodePart;
import io.cachetree.key.StepCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where code lies decides how it counts. */
class OwnCodeTest {

    private static final String LIBRARY = """
            public class Library {
                public interface Level { double of(double x); }
                public static double twice(double x) { return %s * x; }
            }
            """;
    private static final String STEP = """
            class Step {
                private final Library.Level level;
                Step(Library.Level level) { this.level = level; }
                @Cached double run(double x) { return Library.twice(x) + level.of(x); }
            }
            class Otsu implements Library.Level {
                @Override public double of(double x) { return x; }
            }
            """;

    @TempDir
    Path temporary;

    private Path library;
    private Path steps;

    @BeforeEach
    void compile() {
        library = Program.compile(Program.directory(temporary, "library"), LIBRARY.formatted("2"));
        steps = Program.compile(Program.directory(temporary, "steps"), List.of(library), STEP);
    }

    @Test
    void aJarCountsByNameAndVersion() throws IOException {
        StepCode code = Program.code(steps, jar("fourier-1.2.jar", Map.of()));

        assertThat(code.parts()).contains(new CodePart(CodePart.Kind.LIBRARY, "fourier", "", "1.2"));
        assertThat(Program.names(code))
                .containsExactly("Otsu.constructor", "Otsu.of", "Step.constructor", "Step.run", "fourier");
    }

    @Test
    void anotherVersionIsAnotherDigest() throws IOException {
        StepCode before = Program.code(steps, jar("fourier-1.2.jar", Map.of()));
        StepCode after = Program.code(steps, jar("fourier-1.3.jar", Map.of()));

        assertThat(Program.difference(before, after)).containsExactly("fourier");
        assertThat(after.digest()).isNotEqualTo(before.digest());
    }

    @Test
    void aStepThatALibraryDeclaresCountsWithItsVersion() throws IOException {
        Program.compile(library, "public interface Level { @Cached default double run(double x) { return x; } }");
        Program.compile(steps, List.of(library), "class Step implements Level { }");
        StepCode before = Program.code(steps, jar("fourier-1.2.jar", Map.of()));
        StepCode after = Program.code(steps, jar("fourier-1.3.jar", Map.of()));

        assertThat(Program.difference(before, after)).containsExactly("fourier");
    }

    @Test
    void aJarWithTheVersionInItsPomCountsByThat() throws IOException {
        Path jar = jar("any.jar", Map.of("META-INF/maven/org.lab/fft/pom.properties", "artifactId=fft\nversion=3.1\n"));

        assertThat(Program.code(steps, jar).parts()).contains(new CodePart(CodePart.Kind.LIBRARY, "fft", "", "3.1"));
    }

    @Test
    void aJarWithTheVersionInItsManifestCountsByThat() throws IOException {
        Path jar = jar(
                "any.jar",
                Map.of(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nBundle-SymbolicName: org.lab.fft;singleton:=true\nBundle-Version: 4.0\n"));

        assertThat(Program.code(steps, jar).parts())
                .contains(new CodePart(CodePart.Kind.LIBRARY, "org.lab.fft", "", "4.0"));
    }

    @Test
    void aSnapshotCountsByItsContent() throws IOException {
        Path jar = jar("fourier-1.2-SNAPSHOT.jar", Map.of());
        StepCode before = Program.code(steps, jar);
        Program.compile(library, LIBRARY.formatted("3"));
        StepCode after = Program.code(steps, jar("fourier-1.2-SNAPSHOT.jar", Map.of()));

        assertThat(Program.difference(before, after)).containsExactly("fourier");
        assertThat(before.parts()).anyMatch(each -> each.digest().startsWith("content "));
    }

    @Test
    void anotherDirectoryOnTheClassPathIsFollowed() {
        StepCode before = Program.code(steps, library);
        Program.compile(library, LIBRARY.formatted("3"));

        assertThat(Program.difference(before, Program.code(steps, library))).containsExactly("Library.twice");
    }

    @Test
    void anOwnPackageInAJarIsFollowed() throws IOException {
        OwnCode own = OwnCode.withPackages("lab");
        StepCode before =
                Program.code(own, steps, jar("fourier-1.2.jar", Map.of())).orElseThrow();
        Program.compile(library, LIBRARY.formatted("3"));
        StepCode after =
                Program.code(own, steps, jar("fourier-1.2.jar", Map.of())).orElseThrow();

        assertThat(Program.difference(before, after)).containsExactly("Library.twice");
    }

    @Test
    void stepsInAJarHaveTheCodeOfThoseInADirectory() throws IOException {
        StepCode inDirectory = Program.code(steps, jar("fourier-1.2.jar", Map.of()));
        Path jar = Program.jar(temporary.resolve("steps.jar"), contents(steps));

        assertThat(Program.code(jar, jar("fourier-1.2.jar", Map.of()))).isEqualTo(inDirectory);
    }

    @Test
    void aClassThatIsMissingIsNotFollowed() {
        StepCode code = Program.code(steps);

        assertThat(code.unfollowed()).containsExactly("missing class lab.Library", "missing class lab.Library$Level");
    }

    private Path jar(String name, Map<String, String> more) throws IOException {
        Map<String, byte[]> files = contents(library);
        more.forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return Program.jar(temporary.resolve(name), files);
    }

    private static Map<String, byte[]> contents(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                String name = directory.relativize(each).toString();
                boolean isClass = name.endsWith(".class") && name.startsWith("lab");
                if (isClass) {
                    files.put(name, Files.readAllBytes(each));
                }
            }
        }
        return files;
    }
}
