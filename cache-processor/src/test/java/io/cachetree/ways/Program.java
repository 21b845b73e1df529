package io.cachetree.ways;

import io.cachetree.intercept.bytebuddy.WeavingPlugin;
import io.cachetree.testkit.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.build.EntryPoint;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;

/** A program of this package, to be run in a JVM of its own with its steps intercepted in one way. */
final class Program {

    private final Path temp;

    Program(Path temp) {
        this.temp = temp;
    }

    String run(Class<?> main, Way way, String... arguments) throws Exception {
        String[] all =
                Stream.concat(Stream.of(way.name()), Stream.of(arguments)).toArray(String[]::new);
        ChildJvm program = new ChildJvm(temp, main.getName(), all).before(temp.resolve("listed"));
        return switch (way) {
            case GUICE, CACHED_OBJECTS -> program.runToTheEnd();
            case WOVEN -> program.before(woven()).runToTheEnd();
            case AGENT -> program.with("-javaagent:" + agent()).runToTheEnd();
        };
    }

    /** Lists steps as the annotation processor does. */
    Program list(String... steps) throws IOException {
        Path list = temp.resolve("listed").resolve("META-INF/cachetree/steps.txt");
        Files.createDirectories(list.resolve(".."));
        Files.write(list, List.of(steps));
        return this;
    }

    /** Runs a program whose steps nothing intercepts, though it was meant to be woven. */
    String runUnwoven(Class<?> main, String... arguments) throws Exception {
        String[] all =
                Stream.concat(Stream.of(Way.WOVEN.name()), Stream.of(arguments)).toArray(String[]::new);
        return new ChildJvm(temp, main.getName(), all)
                .before(temp.resolve("listed"))
                .runToTheEnd();
    }

    /** Runs a program with the agent, after another agent. */
    String runAfter(Class<?> otherAgent, Class<?> main, String... arguments) throws Exception {
        Manifest manifest = manifestOfTheAgent();
        manifest.getMainAttributes().putValue("Premain-Class", otherAgent.getName());
        return new ChildJvm(temp, main.getName(), arguments)
                .with("-javaagent:" + jar("other.jar", manifest), "-javaagent:" + agent())
                .runToTheEnd();
    }

    /** Returns a directory with the classes of this package, woven. */
    Path woven() throws IOException {
        Path out = temp.resolve("woven");
        return Files.isDirectory(out) ? out : weave(compiled(), out);
    }

    /** Weaves the classes in a directory as the Maven plugin does. */
    static Path weave(Path in, Path out) throws IOException {
        return weave(in, out, new WeavingPlugin());
    }

    static Path weave(Path in, Path out, WeavingPlugin plugin) throws IOException {
        Plugin.Engine.Default.of(
                        EntryPoint.Default.REBASE,
                        ClassFileVersion.JAVA_V17,
                        new MethodNameTransformer.Suffixing("cachetree"))
                .with(ClassFileLocator.ForClassLoader.of(Program.class.getClassLoader()))
                .apply(in.toFile(), Files.createDirectories(out).toFile(), new Plugin.Factory.Simple(plugin));
        return out;
    }

    /** Returns a directory with the classes of this package, as the compiler left them. */
    Path compiled() throws IOException {
        Path in = temp.resolve("compiled");
        if (Files.isDirectory(in)) {
            return in;
        }
        String folder = Program.class.getPackageName().replace('.', '/');
        Path classes = Path.of(Program.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Files.createDirectories(in.resolve(folder));
        try (Stream<Path> files = Files.list(classes.resolve(folder))) {
            for (Path each :
                    files.filter(file -> !file.toString().contains("Test")).toList()) {
                Files.copy(each, in.resolve(folder).resolve(each.getFileName().toString()));
            }
        }
        return in;
    }

    /** A jar with the manifest of the real one; the classes are on the class path. */
    private Path agent() throws IOException {
        return jar("agent.jar", manifestOfTheAgent());
    }

    /** Runs a program from a jar that brings the agent with it: no option is given to the JVM. */
    String runFromJar(Class<?> main, Way way) throws Exception {
        Manifest manifest = manifestOfTheAgent();
        manifest.getMainAttributes().putValue("Main-Class", main.getName());
        manifest.getMainAttributes().putValue("Class-Path", classPath());
        return new ChildJvm(temp, "-jar", jar("program.jar", manifest).toString(), way.name()).runToTheEnd();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private static Manifest manifestOfTheAgent() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("src/main/agent/MANIFEST.MF"))) {
            Manifest manifest = new Manifest(in);
            manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
            return manifest;
        }
    }

    private Path jar(String name, Manifest manifest) throws IOException {
        Path jar = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
