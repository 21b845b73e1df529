package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.bytebuddy.CachedObjects;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Implementations that lie in a jar of their own, which the code of a step does not lead to; public, for they see it. */
public class PluginJarsTest {

    /** What a plug-in implements. */
    public interface Thresholder {

        /** Returns the threshold. */
        int level(int scan);
    }

    static class Segmentation {
        private final Thresholder thresholder;

        Segmentation(Thresholder thresholder) {
            this.thresholder = thresholder;
        }

        @Cached
        int segment(int scan) {
            return thresholder.level(scan);
        }

        @Cached(version = "1")
        int versioned(int scan) {
            return thresholder.level(scan);
        }
    }

    @TempDir
    private Path temp;

    private final List<String> reasons = new CopyOnWriteArrayList<>();

    private void listen(CacheEvent event) {
        if (event instanceof CacheEvent.StepMissed missed) {
            reasons.add(missed.call().node() + ": " + missed.reason().text());
        }
    }

    /** Calls both steps, and returns what they return. */
    private List<Integer> call(String version, String plugin) throws Exception {
        URL[] jar = {jar(version).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jar, getClass().getClassLoader())) {
            return call(loader, plugin);
        }
    }

    private List<Integer> call(ClassLoader loader, String plugin) throws Exception {
        reasons.clear();
        try (CacheTree tree = CacheTree.builder().listener(this::listen).open(temp.resolve("tree"))) {
            Object thresholder = loader.loadClass("org.lab." + plugin)
                    .getDeclaredConstructor()
                    .newInstance();
            Segmentation steps = CachedObjects.create(Segmentation.class, thresholder);
            return List.of(tree.call(() -> steps.segment(1)), tree.call(() -> steps.versioned(1)));
        }
    }

    @Test
    void anotherImplementationAndANewReleaseAreSeen() throws Exception {
        assertThat(call("1.0", "Otsu")).containsExactly(2, 2);
        assertThat(call("1.0", "Otsu")).containsExactly(2, 2);
        assertThat(reasons).isEmpty();

        assertThat(call("1.1", "Otsu")).containsExactly(3, 2);
        assertThat(reasons)
                .containsExactly("segment: Segmentation.thresholder Otsu of plugins 1.0 -> Otsu of plugins 1.1");

        assertThat(call("1.1", "Triangle")).containsExactly(13, 13);
        assertThat(reasons)
                .containsExactly(
                        "segment: Segmentation.thresholder Otsu of plugins 1.1 -> Triangle of plugins 1.1",
                        "versioned: Segmentation.thresholder Otsu -> Triangle");
    }

    @Test
    void nestedClassIsNoneThatALibraryMadeWhereClassFilesAreHidden() throws Exception {
        Path classes = compile("nested", """
                package org.lab;

                public class Otsu implements io.cachetree.usage.PluginJarsTest.Thresholder {
                    public static class Strict extends Otsu {
                        @Override
                        public int level(int scan) {
                            return scan + 2;
                        }
                    }

                    @Override
                    public int level(int scan) {
                        return scan + 1;
                    }
                }
                """);
        URL[] directory = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(directory, getClass().getClassLoader()) {
            @Override
            public @Nullable URL getResource(String name) {
                return name.startsWith("org/lab/") ? null : super.getResource(name);
            }
        }) {
            assertThat(call(loader, "Otsu")).containsExactly(2, 2);
            assertThat(call(loader, "Otsu$Strict")).containsExactly(3, 3);
        }
    }

    @Test
    void implementationWithFieldsOfAMissingLibraryIsNamed() throws Exception {
        Path classes = compile("optional", """
                package org.lab;

                public class Missing {}
                """, """
                package org.lab;

                public class Otsu implements io.cachetree.usage.PluginJarsTest.Thresholder {
                    private Missing missing;

                    @Override
                    public int level(int scan) {
                        return scan + 1;
                    }
                }
                """);
        Files.delete(classes.resolve("org/lab/Missing.class"));
        URL[] directory = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(directory, getClass().getClassLoader())) {
            assertThat(call(loader, "Otsu")).containsExactly(2, 2);
        }
    }

    private int callWithFirst(String version, String first, String second) throws Exception {
        Path classes = compile(version, """
                package org.lab;

                import io.cachetree.usage.PluginJarsTest.Thresholder;

                public class Thresholders {
                    public static Thresholder of(boolean isFirst) {
                        return isFirst
                                ? new Thresholder() { public int level(int scan) { return %s; } }
                                : new Thresholder() { public int level(int scan) { return %s; } };
                    }
                }
                """.formatted(first, second), """
                package org.lab;

                import io.cachetree.usage.PluginJarsTest.Thresholder;

                public class Segmenting {
                    private final Thresholder thresholder;

                    public Segmenting(Thresholder thresholder) {
                        this.thresholder = thresholder;
                    }

                    @io.cachetree.annotation.Cached
                    public int segment(int scan) {
                        return thresholder.level(scan);
                    }
                }
                """);
        reasons.clear();
        URL[] directory = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(directory, getClass().getClassLoader());
                CacheTree tree = CacheTree.builder().listener(this::listen).open(temp.resolve("tree"))) {
            Method of = loader.loadClass("org.lab.Thresholders").getMethod("of", boolean.class);
            Class<?> type = loader.loadClass("org.lab.Segmenting");
            Object steps = CachedObjects.create(type, of.invoke(null, true));
            Method segment = type.getMethod("segment", int.class);
            return (int) tree.call(() -> segment.invoke(steps, 1));
        }
    }

    @Test
    void anonymousClassCountsByWhatIsWrittenInItAndNotByItsNumberAlone() throws Exception {
        assertThat(callWithFirst("before", "scan + 1", "scan + 2")).isEqualTo(2);
        assertThat(callWithFirst("same", "scan + 1", "scan + 2")).isEqualTo(2);
        assertThat(reasons).isEmpty();
        assertThat(callWithFirst("after", "scan + 2", "scan + 1")).isEqualTo(3);
        assertThat(reasons).singleElement().asString().contains("Segmenting.thresholder Thresholders$1#");
    }

    private Path jar(String version) throws IOException {
        Path jar = temp.resolve("plugins-" + version + ".jar");
        if (Files.exists(jar)) {
            return jar;
        }
        int added = version.equals("1.0") ? 1 : 2;
        Path classes = compile(version, source("Otsu", added), source("Triangle", added + 10));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream to = new JarOutputStream(out)) {
            for (String each : List.of("org/lab/Otsu.class", "org/lab/Triangle.class")) {
                to.putNextEntry(new ZipEntry(each));
                Files.copy(classes.resolve(each), to);
                to.closeEntry();
            }
        }
        return jar;
    }

    private static String source(String name, int added) {
        return """
                package org.lab;

                public class %s implements io.cachetree.usage.PluginJarsTest.Thresholder {
                    @Override
                    public int level(int scan) {
                        return scan + %d;
                    }
                }
                """.formatted(name, added);
    }

    private Path compile(String version, String... sources) throws IOException {
        Path directory = Files.createDirectories(temp.resolve("classes-" + version));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", directory.toString());
        StringWriter said = new StringWriter();
        boolean isCompiled;
        try (var files = javac.getStandardFileManager(null, null, null)) {
            List<Path> written =
                    Stream.of(sources).map(source -> write(directory, source)).toList();
            isCompiled = javac.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(written))
                    .call();
        }
        assertThat(isCompiled).as(said.toString()).isTrue();
        return directory;
    }

    private static Path write(Path directory, String source) {
        String name = source.replaceAll("(?s).*public class (\\w+).*", "$1");
        try {
            return Files.writeString(directory.resolve(name + ".java"), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
