package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.key.CodeDigest.Kind;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeIdentityTest {

    @TempDir
    Path classes;

    @Test
    void unchangedClassFilesHaveTheSameDigest() throws IOException {
        copyNest();

        assertThat(digestOf("Pipeline")).isPresent().isEqualTo(digestOf("Pipeline"));
        assertThat(digestOf("Pipeline").orElseThrow().kind()).isEqualTo(Kind.CLASS_FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pipeline", "Pipeline$Step", "Pipeline$1"})
    void aChangeAnywhereInTheNestCounts(String changed) throws IOException {
        copyNest();
        Optional<CodeDigest> before = digestOf("Pipeline$Step");

        Files.write(file(changed), new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(digestOf("Pipeline$Step")).isPresent().isNotEqualTo(before);
    }

    @Test
    void classesOfOneNestShareTheDigest() throws IOException {
        copyNest();

        assertThat(digestOf("Pipeline$Step")).isEqualTo(digestOf("Pipeline"));
    }

    @Test
    void aClassThatIsGoneHasNone() {
        assertThat(digestOf("Pipeline")).isEmpty();
    }

    @Test
    void askingTwiceReadsOnce() throws IOException {
        copyNest();
        CodeIdentity code = CodeIdentity.classFiles();
        try (URLClassLoader loader = loader()) {
            Optional<StepCode> first = code.current(step("Pipeline"), loader);
            Files.delete(file("Pipeline"));

            assertThat(code.current(step("Pipeline"), loader)).isEqualTo(first).isPresent();
        }
    }

    @Test
    void noClassIsLoadedOrInitialised() {
        assertThat(CodeIdentity.classFiles().current(step("Explosive"), null)).isPresent();
        assertThatThrownBy(Explosive::new).isInstanceOf(ExceptionInInitializerError.class);
    }

    @Test
    void withoutALoaderTheApplicationsIsAsked() {
        assertThat(CodeIdentity.classFiles().current(StepId.parse("java.lang.String.length()I"), null))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100})
    void aTornClassFileIsAnErrorThatNamesTheClass(int length) throws IOException {
        copyNest();
        byte[] whole = Files.readAllBytes(file("Pipeline"));
        Files.write(file("Pipeline"), java.util.Arrays.copyOf(whole, length));

        assertThatThrownBy(() -> digestOf("Pipeline"))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot read the code of class \"%s\": ".formatted(name("Pipeline")))
                .hasMessageEndingWith(". Compile it again, or give the step a version.");
    }

    @Test
    void digestsPrintTheirKind() {
        assertThat(new CodeDigest(Kind.VERSION, "2")).hasToString("version:2");
        assertThat(new CodeDigest(Kind.CLASS_FILE, "00ff")).hasToString("class:00ff");
        assertThat(CodeDigest.parse("version:a:b")).isEqualTo(new CodeDigest(Kind.VERSION, "a:b"));
        assertThat(CodeDigest.parse("unknown:")).isEqualTo(new CodeDigest(Kind.UNKNOWN, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeDigest.parse("2"))
                .withMessage("Cannot read code digest \"2\": it does not start with \"version:\", \"code:\", "
                        + "\"class:\" or \"unknown:\".");
    }

    private Optional<CodeDigest> digestOf(String simpleName) {
        try (URLClassLoader loader = loader()) {
            return CodeIdentity.classFiles().current(step(simpleName), loader).map(StepCode::digest);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private void copyNest() throws IOException {
        for (String simpleName : new String[] {"Pipeline", "Pipeline$Step", "Pipeline$1"}) {
            Files.createDirectories(file(simpleName).getParent());
            try (InputStream in = getClass().getResourceAsStream(simpleName + ".class")) {
                Files.copy(in, file(simpleName));
            }
        }
    }

    private Path file(String simpleName) {
        return classes.resolve(name(simpleName).replace('.', '/') + ".class");
    }

    private static String name(String simpleName) {
        return "io.cachetree.key." + simpleName;
    }

    private static StepId step(String simpleName) {
        return new StepId(name(simpleName), "run", "()V");
    }
}

/** A nest of three classes. */
class Pipeline {

    static final class Step {
        private Step() {}
    }

    Runnable anonymous() {
        return new Runnable() {
            @Override
            public void run() {
                new Step();
            }
        };
    }
}

class Explosive {
    static {
        fail();
    }

    private static void fail() {
        throw new IllegalStateException("initialised");
    }
}
