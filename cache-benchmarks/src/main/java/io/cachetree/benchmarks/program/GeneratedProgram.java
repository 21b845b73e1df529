package io.cachetree.benchmarks.program;

import io.cachetree.annotation.Cached;
import io.cachetree.key.StepId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;

/**
 * A program of 100 classes with 10 methods each and two steps, of which each reaches 200 methods; half of those are
 * reached by both.
 *
 * <p>Thread safety: immutable.
 */
public final class GeneratedProgram {

    private static final int CLASSES = 100;
    private static final int METHODS = 10;
    private static final int REACHED = 20;
    private static final String STEPS = "lab.Program";

    private GeneratedProgram() {}

    /** Returns the step that reaches the first classes. */
    public static StepId first() {
        return new StepId(STEPS, "first", "(I)I");
    }

    /** Returns the step of which half the methods are reached by the first as well. */
    public static StepId further() {
        return new StepId(STEPS, "further", "(I)I");
    }

    /** Compiles the program into a directory. */
    public static void compile(Path sources, Path classes) throws IOException, URISyntaxException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                annotations().toString()));
        for (int i = 0; i < CLASSES; i++) {
            arguments.add(write(sources, "Part" + i, part(i)));
        }
        arguments.add(write(sources, "Program", steps()));
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("The generated program does not compile");
        }
    }

    private static Path annotations() throws URISyntaxException {
        return Path.of(
                Cached.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String write(Path sources, String name, String source) throws IOException {
        return Files.writeString(sources.resolve(name + ".java"), source).toString();
    }

    /** Each method calls the next one of its class. */
    private static String part(int number) {
        StringBuilder source = new StringBuilder("package lab; class Part%d {%n".formatted(number));
        for (int i = 0; i < METHODS; i++) {
            String call = i + 1 < METHODS ? "m%d(sum)".formatted(i + 1) : "sum";
            source.append(
                    "  static int m%d(int n) { int sum = %d; for (int i = 0; i < n; i++) { sum += i %% %d; } return %s; }%n"
                            .formatted(i, number, i + 2, call));
        }
        return source.append("}\n").toString();
    }

    private static String steps() {
        return """
                package lab;
                import io.cachetree.annotation.Cached;
                class Program {
                  @Cached int first(int n) { return %s; }
                  @Cached int further(int n) { return %s; }
                }
                """.formatted(calls(0), calls(REACHED / 2));
    }

    private static String calls(int from) {
        return IntStream.range(from, from + REACHED)
                .mapToObj("Part%d.m0(n)"::formatted)
                .reduce((left, right) -> left + " + " + right)
                .orElseThrow();
    }
}
