package io.cachetree.key.code;

import static java.util.Objects.requireNonNull;

import io.cachetree.key.CodeIdentity;
import io.cachetree.key.CodePart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Small programs, compiled from text. */
final class Program {

    /** The annotation by its name; the core does not know the module that has it. */
    private static final String CACHED = """
            package io.cachetree.annotation;

            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            public @interface Cached {
                String version() default "";
            }
            """;

    private Program() {}

    /** Compiles classes of the package {@code lab}, written in one file, into a directory. */
    static Path compile(Path directory, String source, String... options) {
        return compile(directory, List.of(), source, options);
    }

    /** Compiles with classes in other places. */
    static Path compile(Path directory, List<Path> classPath, String source, String... options) {
        List<String> all = new ArrayList<>(List.of("-d", directory.toString(), "-proc:none", "-Xlint:none"));
        if (!List.of(options).contains("--release")) {
            all.addAll(List.of("--release", "17"));
        }
        if (Stream.of(options).noneMatch(each -> each.startsWith("-g"))) {
            all.add("-g");
        }
        all.add("-cp");
        all.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        all.addAll(List.of(options));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String imports = "package lab; import java.util.*; import java.util.function.*;\n"
                + (source.contains("@Cached") ? "import io.cachetree.annotation.Cached;\n" : "");
        boolean compiled = compiler.getTask(messages, null, null, all, null, sources(imports + source))
                .call();
        if (!compiled) {
            throw new AssertionError(messages + "\n" + source);
        }
        return directory;
    }

    private static List<Source> sources(String program) {
        List<Source> sources = new ArrayList<>(List.of(new Source("Program", program)));
        if (program.contains("@Cached")) {
            sources.add(new Source("io/cachetree/annotation/Cached", CACHED));
        }
        return sources;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, JavaFileObject.Kind kind) {
            return kind == JavaFileObject.Kind.SOURCE;
        }
    }

    /** Returns a loader that finds what lies in the given places, and the JDK. */
    static URLClassLoader loader(Path... places) {
        try {
            URL[] urls = new URL[places.length];
            for (int i = 0; i < places.length; i++) {
                urls[i] = places[i].toUri().toURL();
            }
            return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the code of the one method {@code run} of the class {@code lab.Step}. */
    static StepCode code(Path... places) {
        return code(OwnCode.ofBuild(), places).orElseThrow();
    }

    static Optional<StepCode> code(OwnCode own, Path... places) {
        return code(ProjectCode.of(own), "lab.Step", places);
    }

    static Optional<StepCode> code(CodeIdentity identity, String className, Path... places) {
        try (URLClassLoader loader = loader(places)) {
            return identity.current(step(className), loader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StepId step(String className) {
        return new StepId(className, "run", "(D)D");
    }

    /** Returns the short names of the parts that differ. */
    static Set<String> difference(StepCode before, StepCode after) {
        Set<CodePart> different = new HashSet<>(before.parts());
        Set<CodePart> same = new HashSet<>(after.parts());
        same.retainAll(different);
        different.addAll(after.parts());
        different.removeAll(same);
        return different.stream().map(CodePart::shortForm).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> names(StepCode code) {
        return code.parts().stream().map(CodePart::shortForm).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Writes a jar with its directories, as build tools do. */
    static Path jar(Path jar, Map<String, byte[]> files) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            Set<String> directories = new HashSet<>();
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                String directory = each.getKey().substring(0, each.getKey().lastIndexOf('/') + 1);
                if (!directory.isEmpty() && directories.add(directory)) {
                    out.putNextEntry(new ZipEntry(directory));
                }
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return jar;
    }

    static Path directory(Path parent, String name) {
        try {
            return Files.createDirectories(requireNonNull(parent).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
