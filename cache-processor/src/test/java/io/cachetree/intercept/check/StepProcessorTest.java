package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.intercept.check.Compilation.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all checks together. */
class StepProcessorTest {

    private static final String WARNED = """
            package lab;
            import io.cachetree.annotation.*;
            public class A {
                static class Image {}
                int level;
                @Cached int step(Image image) { return level; }
            }
            """;

    @TempDir
    private Path classes;

    private Compilation javac;

    @BeforeEach
    void start() {
        javac = new Compilation(classes);
    }

    private List<Found> compile(String source) throws IOException {
        return javac.compile(Map.of("lab.A", source));
    }

    @Test
    void warningsBecomeErrors() throws IOException {
        assertThat(compile(WARNED)).hasSize(2).extracting(Found::kind).containsOnly(Kind.WARNING);
        javac.with("-Acachetree.werror=true");
        assertThat(compile(WARNED)).hasSize(2).extracting(Found::kind).containsOnly(Kind.ERROR);
    }

    @Test
    void eachPlaceCanBeSilenced() throws IOException {
        String silence = "@SuppressWarnings(\"cachetree\") ";
        assertThat(compile(WARNED.replace("Image image", silence + "Image image")))
                .hasSize(1);
        assertThat(compile(WARNED.replace("int level", silence + "int level"))).hasSize(1);
        assertThat(compile(WARNED.replace("@Cached", silence + "@Cached"))).hasSize(1);
        assertThat(compile(
                        WARNED.replace("public class", "@SuppressWarnings({\"unused\", \"cachetree\"}) public class")))
                .isEmpty();
        assertThat(compile(WARNED.replace("public class", "@SuppressWarnings(\"unused\") public class")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "Stream<String>", "Missing"})
    void errorCanBeSilencedToo(String type) throws IOException {
        String source = """
                @SuppressWarnings("cachetree")
                public class Source { @Cached(name = "%s") private static native int step(Stream<String> x); }
                """.formatted(type);
        javac.with("-Acachetree.mode=guice");
        assertThat(javac.compile(source)).isEmpty();
    }

    @Test
    void classesThatWereCompiledBeforeAreOnlyListed() throws IOException {
        compile(WARNED);
        assertThat(javac.with("-proc:only").process("lab.A")).isEmpty();
        assertThat(javac.steps()).containsExactly("lab.A.step(Llab/A$Image;)I");
    }

    @Test
    void compilerFindsTheProcessorByItself() throws IOException {
        assertThat(ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::type))
                .contains(StepProcessor.class);
        assertThat(resource("META-INF/gradle/incremental.annotation.processors"))
                .isEqualTo(StepProcessor.class.getName() + ",aggregating\n");
    }

    private static String resource(String name) throws IOException {
        try (var in = StepProcessor.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void messagesOfALargeMistake() throws IOException {
        String source = """
                public class Source {
                    private int level;
                    @Cached(name = "{a}-{b}")
                    Stream<String> allAtOnce(List<Thread> a, @CacheUrl int directory) {
                        return Stream.of("x" + level);
                    }
                }
                """;
        String said = javac.compile(source).stream()
                .map(found -> "%s %d:%d %s\n".formatted(found.kind(), found.line(), found.column(), found.message()))
                .reduce("", String::concat);
        assertThat(said).isEqualTo(resource("messages/compile-time-all-at-once.txt"));
    }
}
