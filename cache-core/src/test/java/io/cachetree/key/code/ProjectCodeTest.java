package io.cachetree.key.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeDigest.Kind;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.CodePart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectCodeTest {

    private static final String PROGRAM = """
            class Step {
                @Cached double run(double x) { return Helper.twice(x); }
                double other(double x) { return x; }
            }
            class Helper {
                static { System.exit(1); }
                static double twice(double x) { return 2 * x; }
            }
            """;

    @TempDir
    Path temporary;

    @Test
    void theDigestIsMadeOfThePartsAndNothingElse() {
        StepCode code = Program.code(Program.compile(temporary, PROGRAM));

        assertThat(Program.names(code))
                .containsExactly("Helper.static initializer", "Helper.twice", "Step.constructor", "Step.run");
        assertThat(code.parts()).allMatch(each -> each.digest().matches("[0-9a-hjkmnp-tv-z]{8}"));
        List<CodePart> shuffled = new ArrayList<>(code.parts());
        Collections.reverse(shuffled);
        assertThat(code.digest()).isEqualTo(CodeDigest.ofParts(1, shuffled));
        assertThat(code.digest().toString()).matches("code:1-[0-9a-f]{32}");
        assertThat(CodeDigest.parse(code.digest().toString())).isEqualTo(code.digest());
        assertThat(code.digest().format()).isEqualTo(1);
        assertThat(new CodeDigest(Kind.VERSION, "1-2").format()).isZero();
    }

    @Test
    void aVersionStandsForTheCode() {
        String versioned = PROGRAM.replace("@Cached", "@Cached(version = \"2\")");

        assertThat(Program.code(Program.compile(temporary, versioned)))
                .isEqualTo(StepCode.of(new CodeDigest(Kind.VERSION, "2")));
    }

    @Test
    void theVersionOfAnInterfacesMethodCountsForItsImplementations() {
        String program = """
                interface Filter<T> { @Cached(version = "3") double run(T x); }
                class Boxed implements Filter<Double> { public double run(Double x) { return x; } }
                """;
        Program.compile(temporary, program);

        StepId step = new StepId("lab.Boxed", "run", "(Ljava/lang/Double;)D");
        assertThat(code(step).map(StepCode::digest)).contains(new CodeDigest(Kind.VERSION, "3"));
    }

    @Test
    void aStepThatIsGoneHasNoCode() {
        Program.compile(temporary, PROGRAM);

        assertThat(code(new StepId("lab.Gone", "run", "(D)D"))).isEmpty();
        assertThat(code(new StepId("lab.Step", "gone", "(D)D"))).isEmpty();
        assertThat(code(new StepId("lab.Step", "run", "(I)D"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100})
    void aTornClassFileIsAnErrorThatNamesTheClass(int length) throws IOException {
        Path file = Program.compile(temporary, PROGRAM).resolve("lab/Helper.class");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> Program.code(temporary))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot read the code of class \"lab.Helper\": it is no class file, or a torn one."
                        + " Compile it again, or give the step a version.");
    }

    @Test
    void aTornClassFileThatIsNotReachedDoesNotMatter() throws IOException {
        StepCode before = Program.code(Program.compile(temporary, PROGRAM));
        Files.write(temporary.resolve("lab/Torn.class"), new byte[3]);

        assertThat(Program.code(temporary)).isEqualTo(before);
    }

    @Test
    void theCodeIsThatOfTheFirstTimeItWasAskedFor() throws IOException {
        Program.compile(temporary, PROGRAM);
        CodeIdentity code = ProjectCode.of(OwnCode.ofBuild());
        try (URLClassLoader loader = Program.loader(temporary)) {
            Optional<StepCode> first = code.current(Program.step("lab.Step"), loader);
            Program.compile(temporary, PROGRAM.replace("2 * x", "3 * x"));

            assertThat(code.current(Program.step("lab.Step"), loader))
                    .isPresent()
                    .isEqualTo(first);
        }
    }

    @Test
    void whereClassesCannotBeListedTheClassFileCounts() {
        Program.compile(temporary, PROGRAM);
        StepCode before = unlisted(OwnCode.ofBuild());
        StepCode followed = unlisted(OwnCode.withPackages("lab"));
        Program.compile(temporary, PROGRAM.replace("Helper.twice(x)", "-Helper.twice(x)"));

        assertThat(before.unfollowed()).containsExactly("code around lab.Step");
        assertThat(unlisted(OwnCode.ofBuild()).digest()).isNotEqualTo(before.digest());
        assertThat(Program.difference(followed, unlisted(OwnCode.withPackages("lab"))))
                .containsExactly("Step.run");
    }

    @Test
    void aLibraryThatIsNoJarOfItsOwnIsTold() {
        Path library = Program.directory(temporary, "fourier-1.2.jar");
        Program.compile(library, "public class Fourier { public static double of(double x) { return x; } }");
        Path steps = Program.compile(
                Program.directory(temporary, "steps"),
                List.of(library),
                "class Step { @Cached double run(double x) { return Fourier.of(x); } }");
        ClassLoader nested = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected @Nullable URL findResource(String name) {
                Path file = library.resolve(name);
                return Files.isRegularFile(file) ? address(file) : null;
            }
        };
        try (URLClassLoader loader = new URLClassLoader(new URL[] {steps.toUri().toURL()}, nested)) {
            StepCode code = ProjectCode.of(OwnCode.ofBuild())
                    .current(Program.step("lab.Step"), loader)
                    .orElseThrow();

            assertThat(code.unfollowed()).containsExactly("library fourier-1.2.jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the code of the step for a loader that has files at addresses of its own, as for a jar within a jar. */
    private StepCode unlisted(OwnCode own) {
        ClassLoader odd = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected @Nullable URL findResource(String name) {
                Path file = temporary.resolve(name);
                return Files.isRegularFile(file) ? address(file) : null;
            }
        };
        return ProjectCode.of(own).current(Program.step("lab.Step"), odd).orElseThrow();
    }

    private static URL address(Path file) {
        try {
            return new URL("odd", null, 0, file.toString(), new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL address) throws IOException {
                    return file.toUri().toURL().openConnection();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEarlierFormIsComparedInThatForm() throws IOException {
        Program.compile(temporary, PROGRAM);
        ProjectCode.Form first = new ProjectCode.Form(1, (reach, step, receiver) -> {
            Parts parts = new Parts();
            parts.method(step.owner().name(), step.method().name(), "", "first000");
            return parts;
        });
        ProjectCode.Form second = new ProjectCode.Form(2, Reach::from);
        CodeIdentity before = new ProjectCode(OwnCode.ofBuild(), List.of(first));
        CodeIdentity now = new ProjectCode(OwnCode.ofBuild(), List.of(first, second));
        CodeDigest written =
                Program.code(before, "lab.Step", temporary).orElseThrow().digest();
        CodeDigest today =
                Program.code(now, "lab.Step", temporary).orElseThrow().digest();

        assertThat(written.toString()).startsWith("code:1-");
        assertThat(today.toString()).startsWith("code:2-");
        assertThat(earlierForm(now, written)).contains(written);
        assertThat(earlierForm(now, today)).isEmpty();
        assertThat(earlierForm(now, new CodeDigest(Kind.BYTECODE, "7-00"))).isEmpty();
        assertThat(earlierForm(now, new CodeDigest(Kind.VERSION, "1"))).isEmpty();
    }

    @Test
    void theDigestOfTheClassFileIsAnEarlierForm() throws IOException {
        Program.compile(temporary, PROGRAM);
        CodeDigest written = Program.code(CodeIdentity.classFiles(), "lab.Step", temporary)
                .orElseThrow()
                .digest();

        assertThat(earlierForm(ProjectCode.of(OwnCode.ofBuild()), written)).contains(written);
        Program.compile(temporary, PROGRAM.replace("return x", "return -x"));
        assertThat(earlierForm(ProjectCode.of(OwnCode.ofBuild()), written))
                .isPresent()
                .isNotEqualTo(Optional.of(written));
    }

    @Test
    void theClassFilesOfAnInheritedStepWereTakenTogether() throws IOException {
        Program.compile(
                temporary, "class Step extends Base { } class Base { @Cached double run(double x) { return x; } }");
        Digest.Hasher both = Digest.hasher();
        for (String each : List.of("lab.Step", "lab.Base")) {
            CodeDigest one = Program.code(CodeIdentity.classFiles(), each, temporary)
                    .orElseThrow()
                    .digest();
            both.put(one.value().getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(earlierForm(ProjectCode.of(OwnCode.ofBuild()), new CodeDigest(Kind.CLASS_FILE, "")))
                .contains(new CodeDigest(Kind.CLASS_FILE, both.digest().hex()));
    }

    private Optional<CodeDigest> earlierForm(CodeIdentity code, CodeDigest written) throws IOException {
        try (URLClassLoader loader = Program.loader(temporary)) {
            return code.earlierForm(written, Program.step("lab.Step"), loader);
        }
    }

    private Optional<StepCode> code(StepId step) {
        try (URLClassLoader loader = Program.loader(temporary)) {
            return ProjectCode.of(OwnCode.ofBuild()).current(step, loader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
