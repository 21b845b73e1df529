package io.cachetree.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that runs in a JVM of its own, with the class path of this one, so that it can be killed.
 *
 * <pre>{@code
 * ChildJvm program = new ChildJvm(temp, NucleiDensity.class.getName(), "--tree", root.toString());
 * program.killAfter(Duration.ofMillis(random.nextInt(2_000)));
 * program.runToTheEnd();
 * }</pre>
 *
 * <p>Killing is SIGKILL: nothing in the program hears of it. Thread safety: none.
 */
public final class ChildJvm {

    private static final long LIMIT_SECONDS = 120;

    private final Path output;
    private final List<String> command = new ArrayList<>();

    /**
     * Describes a program; nothing is started yet.
     *
     * @param directory where the program's output goes, to be shown if it fails
     * @param mainClass the name of its main class
     */
    public ChildJvm(Path directory, String mainClass, String... arguments) {
        this.output = directory.resolve("output-of-a-program.txt");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
    }

    /**
     * Describes a program on the module path; the class path is empty.
     *
     * @param directory where the program's output goes
     * @param modulePath the jars and directories of the modules
     * @param main the module and its main class, as in {@code org.lab/org.lab.Program}
     */
    public static ChildJvm ofModule(Path directory, List<Path> modulePath, String main) {
        ChildJvm program = new ChildJvm(directory, "-m", main);
        String path = modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        program.command.set(program.command.indexOf("-cp"), "-p");
        program.command.set(program.command.indexOf("-p") + 1, path);
        return program;
    }

    /** Gives options to the JVM, such as {@code -javaagent:...}. */
    public ChildJvm with(String... options) {
        command.addAll(1, List.of(options));
        return this;
    }

    /** Runs the program with the given class path instead of that of this JVM. */
    public ChildJvm withClassPath(String classPath) {
        command.set(command.indexOf("-cp") + 1, classPath);
        return this;
    }

    /** Puts a directory or jar before all others on the class path. */
    public ChildJvm before(Path classes) {
        int path = command.indexOf("-cp") + 1;
        command.set(path, classes + File.pathSeparator + command.get(path));
        return this;
    }

    /** Starts the program before others, such as {@code setpriv --reuid=65534}. */
    public ChildJvm runBy(String... wrapper) {
        command.addAll(0, List.of(wrapper));
        return this;
    }

    /**
     * Starts the program and kills it after some time.
     *
     * @return whether it was killed; {@code false} means that it had come to its end before
     * @throws IllegalStateException if it failed by itself
     */
    public boolean killAfter(Duration time) throws InterruptedException {
        Process process = start();
        if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            requireSuccess(process);
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    /**
     * Starts the program and waits for its end.
     *
     * @return what it printed
     * @throws IllegalStateException if it failed, or takes more than two minutes
     */
    public String runToTheEnd() throws InterruptedException {
        Process process = start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("%s does not end:%n%s".formatted(command, printed()));
        }
        requireSuccess(process);
        return printed();
    }

    /**
     * Starts the program and leaves it to the caller, who waits for its end or kills it.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireSuccess(Process process) {
        if (process.exitValue() != 0) {
            throw new IllegalStateException("%s ended with %d:%n%s".formatted(command, process.exitValue(), printed()));
        }
    }

    /** Returns what the program has printed so far. */
    public String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
