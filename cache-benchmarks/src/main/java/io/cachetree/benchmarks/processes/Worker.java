package io.cachetree.benchmarks.processes;

import io.cachetree.CacheTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that does what it is told, and stays, so that its start does not count.
 *
 * <p>Thread safety: for one thread.
 */
final class Worker implements AutoCloseable {

    private static final String READY = "ready";
    private static final String DONE = "done";

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Worker(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static Worker start(Map<String, String> properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
        properties.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Worker.class.getName()));
        return new Worker(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Tells it what to do, and waits until it could begin. */
    void prepare(Task task) throws IOException {
        say(task.line());
        hear(READY);
    }

    void begin() throws IOException {
        say("go");
    }

    void await() throws IOException {
        hear(DONE);
    }

    private void say(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
    }

    private void hear(String expected) throws IOException {
        String answer = answers.readLine();
        if (!expected.equals(answer)) {
            throw new IOException("A worker says \"%s\" instead of \"%s\": see above why.".formatted(answer, expected));
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }

    /** Does what the lines of its input say, one after the other. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Task task = Task.of(line);
            if (task.way() == Task.Way.BARE) {
                run(lines, task::runBare);
            } else {
                try (CacheTree tree = CacheTree.open(task.tree())) {
                    CountingSteps steps = CountingSteps.in(tree);
                    run(lines, () -> task.run(tree, steps));
                }
            }
        }
    }

    private static void run(BufferedReader lines, Runnable work) throws IOException {
        System.out.println(READY);
        lines.readLine();
        work.run();
        System.out.println(DONE);
    }
}
