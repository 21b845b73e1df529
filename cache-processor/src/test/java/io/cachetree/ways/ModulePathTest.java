package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.StepInterceptor;
import io.cachetree.testkit.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Woven steps of a named module, which opens nothing; and of classes that were compiled without names of parameters. */
class ModulePathTest {

    private static final Pattern FOR_TESTS = Pattern.compile(
            "spotbugs|jsr305|junit|assertj|archunit|opentest4j|apiguardian|surefire|testkit|test-classes");

    private static final String MODULE = """
            module org.lab {
                requires io.cachetree;
                requires io.cachetree.annotation;
                requires io.cachetree.intercept;
            }
            """;

    private static final String PROGRAM = """
            package org.lab;

            import io.cachetree.CacheTree;
            import io.cachetree.annotation.Cached;
            import io.cachetree.annotation.Keyed;

            public class Program {
                record Threshold(int level) {
                    @Cached
                    private int apply(int voxel) {
                        ran++;
                        return voxel > level ? 1 : 0;
                    }
                }

                static int ran;

                @Keyed
                private final int seed;

                Program(int seed) {
                    this.seed = seed;
                }

                @Cached(name = "region-{region}")
                private int measure(String region) {
                    ran++;
                    return seed + twice(region.length()) + new Threshold(seed).apply(5);
                }

                @Cached
                static int twice(int number) {
                    ran++;
                    return 2 * number;
                }

                public static void main(String[] arguments) {
                    try (CacheTree tree = CacheTree.open("memory:")) {
                        for (int seed : new int[] {3, 3, 7}) {
                            int result = tree.call(() -> new Program(seed).measure("north"));
                            System.out.println(result + " after " + ran + " in " + Program.class.getModule().getName());
                        }
                    }
                }
            }
            """;

    /** Calls a step with what its class sees of its module, and without. */
    private static final String CLOSED = """
            package org.lab;

            import io.cachetree.CacheTree;
            import io.cachetree.annotation.Cached;
            import io.cachetree.annotation.Keyed;
            import io.cachetree.intercept.StepDeclaration;
            import io.cachetree.intercept.StepInterceptor;
            import io.cachetree.tree.InvalidStepException;
            import java.lang.invoke.MethodHandles;
            import java.lang.reflect.Method;
            import java.util.Optional;

            public class Program {
                static final class Threshold {
                    @Keyed
                    private final int level = 3;

                    @Cached
                    int apply(int voxel) {
                        return voxel > level ? 1 : 0;
                    }
                }

                static class Pipeline {
                    private final String name = "of no concern";
                    private final Threshold threshold = new Threshold();

                    @Cached
                    int run(int voxel) {
                        return threshold.apply(voxel);
                    }
                }

                public static void main(String[] arguments) throws Exception {
                    Method run = Pipeline.class.getDeclaredMethod("run", int.class);
                    try (CacheTree tree = CacheTree.open("memory:")) {
                        print(tree, StepDeclaration.of(run));
                        print(tree, StepDeclaration.of(run, MethodHandles.lookup()));
                        print(tree, StepDeclaration.of(run));
                    }
                }

                static void print(CacheTree tree, StepDeclaration step) {
                    Pipeline pipeline = new Pipeline();
                    try {
                        System.out.println(tree.call(() -> call(step, pipeline)));
                    } catch (InvalidStepException e) {
                        System.out.println(e.getMessage());
                    }
                }

                static Object call(StepDeclaration step, Pipeline pipeline) {
                    try {
                        return new StepInterceptor(Optional.empty())
                                .call(step, pipeline, new Object[] {5}, (self, arguments) -> pipeline.run(5));
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new AssertionError(e);
                    }
                }
            }
            """;

    @TempDir
    private Path temp;

    @Test
    void privateAndStaticStepsOfANamedModuleAreCached() throws Exception {
        List<Path> path = modulePath();
        Path compiled = compile(path, MODULE, PROGRAM, "-g");
        path.add(Program.weave(compiled, temp.resolve("woven")));

        assertThat(ChildJvm.ofModule(temp, path, "org.lab/org.lab.Program")
                        .with("--add-modules", "ALL-MODULE-PATH")
                        .runToTheEnd()
                        .lines()
                        .filter(line -> !line.startsWith("SLF4J")))
                .containsExactly("14 after 3 in org.lab", "14 after 3 in org.lab", "17 after 5 in org.lab");
    }

    @Test
    void whatAClosedModuleHoldsIsReadOnlyWithWhatTheStepSeesOfItWhoeverReadItBefore() throws Exception {
        List<Path> path = modulePath();
        path.add(compile(path, MODULE, CLOSED, "-g"));
        String error = "Cannot read the field Pipeline.threshold: its module keeps it closed. Open the package to"
                + " io.cachetree.intercept, or weave its class.";

        assertThat(ChildJvm.ofModule(temp, path, "org.lab/org.lab.Program")
                        .with("--add-modules", "ALL-MODULE-PATH")
                        .runToTheEnd()
                        .lines()
                        .filter(line -> !line.startsWith("SLF4J")))
                .containsExactly(error, "1", error);
    }

    @Test
    void namesOfParametersComeFromTheDebugInformation() throws Exception {
        Path compiled = compile(modulePath(), MODULE, PROGRAM, "-g");
        Files.delete(compiled.resolve("module-info.class"));
        Path woven = Program.weave(compiled, temp.resolve("woven"));

        assertThat(new ChildJvm(temp, "org.lab.Program").before(woven).runToTheEnd())
                .contains("14 after 3 in null", "17 after 5 in null");
    }

    private Path compile(List<Path> path, String module, String program, String option) throws IOException {
        Path sources = Files.createDirectories(temp.resolve("sources"));
        Path classes = Files.createDirectories(temp.resolve("classes"));
        Path moduleFile = Files.writeString(sources.resolve("module-info.java"), module);
        Path programFile = Files.writeString(sources.resolve("Program.java"), program);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of(option, "--release", "17", "-proc:none", "-p", joined(path), "-d", classes.toString());
        boolean isCompiled;
        try (var files = javac.getStandardFileManager(null, null, null)) {
            isCompiled = javac.getTask(
                            said, files, null, options, null, files.getJavaFileObjects(moduleFile, programFile))
                    .call();
        }
        assertThat(isCompiled).as(said.toString()).isTrue();
        return classes;
    }

    private static String joined(List<Path> path) {
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** What is a directory in this build will be a jar, whose manifest names the module. */
    private List<Path> modulePath() throws IOException {
        List<Path> path = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path element = Path.of(each);
            if (Files.isRegularFile(element)
                    && !FOR_TESTS.matcher(element.getFileName().toString()).find()) {
                path.add(element);
            }
        }
        jarOfOurs("io.cachetree", CacheTree.class, path);
        jarOfOurs("io.cachetree.annotation", Cached.class, path);
        jarOfOurs("io.cachetree.intercept", StepInterceptor.class, path);
        return path;
    }

    private void jarOfOurs(String module, Class<?> inIt, List<Path> path) throws IOException {
        Path classes =
                Path.of(inIt.getProtectionDomain().getCodeSource().getLocation().getPath());
        if (Files.isRegularFile(classes)) {
            return;
        }
        Path jar = temp.resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
            manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream to = new JarOutputStream(out, manifest)) {
                addAll(classes, to);
            }
        }
        path.add(jar);
    }

    private static void addAll(Path classes, JarOutputStream to) throws IOException {
        try (Stream<Path> files = Files.walk(classes).filter(Files::isRegularFile)) {
            for (Path each : files.filter(file -> !file.endsWith("MANIFEST.MF")).toList()) {
                to.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, to);
                to.closeEntry();
            }
        }
    }
}
