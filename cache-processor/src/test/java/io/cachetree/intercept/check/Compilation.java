package io.cachetree.intercept.check;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs javac with the processor over small sources, and reads what it says. */
final class Compilation {

    private static final String IMPORTS = """
            import io.cachetree.annotation.*; import io.cachetree.*; import java.util.*; import java.util.concurrent.*; \
            import java.util.stream.*; import java.util.function.*; import java.nio.file.*; import java.io.*; import java.net.*;
            """;

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    /** Opens the jars of the class path once for all tests. */
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, Locale.ROOT, null);

    /** What the compiler says, and where. */
    record Found(Diagnostic.Kind kind, long line, long column, String message) {}

    private final Path classes;
    private final Supplier<Processor> processor;
    private final List<String> options = new ArrayList<>();

    Compilation(Path classes) {
        this(classes, StepProcessor::new);
    }

    Compilation(Path classes, Supplier<Processor> processor) {
        this.classes = classes;
        this.processor = processor;
    }

    Compilation with(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    /** Compiles sources by the names of their files; javac's own notes and warnings are left out. */
    List<Found> compile(Map<String, String> sources) throws IOException {
        return run(sources.entrySet().stream().map(Source::new).toList(), List.of());
    }

    /** Compiles one source, in a file {@code Source.java} that begins with a line of imports. */
    List<Found> compile(String source) throws IOException {
        return compile(Map.of("Source", IMPORTS + source));
    }

    /** Shows classes to the processor that were compiled before. */
    List<Found> process(String... compiled) throws IOException {
        return run(List.of(), List.of(compiled));
    }

    private List<Found> run(List<Source> sources, List<String> compiled) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        Stream<String> fixed = Stream.of(
                "-d",
                classes.toString(),
                "-classpath",
                classes + File.pathSeparator + System.getProperty("java.class.path"));
        JavaCompiler.CompilationTask task = JAVAC.getTask(
                null, FILES, found, Stream.concat(fixed, options.stream()).toList(), compiled, sources);
        task.setProcessors(List.of(processor.get()));
        task.call();
        return found.getDiagnostics().stream()
                .map(each -> new Found(
                        each.getKind(), each.getLineNumber(), each.getColumnNumber(), each.getMessage(Locale.ROOT)))
                .toList();
    }

    /** Loads a class that was compiled. */
    Class<?> load(String name) throws IOException, ClassNotFoundException {
        URL[] urls = {classes.toUri().toURL()};
        return Class.forName(name, false, new URLClassLoader(urls, getClass().getClassLoader()));
    }

    /** Returns the lines of the list of steps, or none if it was not written. */
    List<String> steps() throws IOException {
        Path list = classes.resolve("META-INF/cachetree/steps.txt");
        return Files.exists(list) ? Files.readAllLines(list) : List.of();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(Map.Entry<String, String> source) {
            super(URI.create("string:///" + source.getKey().replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = source.getValue();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
