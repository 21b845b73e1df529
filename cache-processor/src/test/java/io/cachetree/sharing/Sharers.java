package io.cachetree.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes that run {@link SharingProgram} in one directory, and are ended with this. */
final class Sharers implements AutoCloseable {

    /**
     * What one of them did in a round.
     *
     * @param sum what its steps gave
     * @param committed how many results it committed
     * @param adopted how many it computed in vain
     * @param takenOver how many claims it took over
     */
    record Answer(long sum, long committed, long adopted, long takenOver) {

        static Answer of(String line, String errors) {
            assertThat(line).as("answer of a process: %s", errors).matches("[0-9]+ [0-9]+ [0-9]+ [0-9]+");
            List<Long> numbers =
                    Stream.of(line.split(" ", -1)).map(Long::valueOf).toList();
            return new Answer(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        }
    }

    private final Path directory;
    private final Duration lease;
    private final long seed;
    private final List<Process> processes = new ArrayList<>();

    Sharers(Path directory, Duration lease) {
        this.directory = directory;
        this.lease = lease;
        this.seed = Long.getLong("cachetree.seed", System.nanoTime());
        System.out.println("Sharers: -Dcachetree.seed=" + seed);
    }

    /** Starts one, in an environment that has these variables as well. */
    Sharers start(Map<String, String> environment) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharingProgram.class.getName(),
                        directory.toString(),
                        lease.toString(),
                        String.valueOf(seed + processes.size()))
                .redirectError(errors(processes.size()).toFile());
        program.environment().putAll(environment);
        processes.add(program.start());
        return this;
    }

    Sharers start(int many) throws IOException {
        for (int i = 0; i < many; i++) {
            start(Map.of());
        }
        return this;
    }

    /** Has all of them do a round, at once. */
    List<Answer> round(int number) throws IOException {
        begin(number);
        return answers();
    }

    void begin(int number) throws IOException {
        for (Process each : processes) {
            Writer start = each.outputWriter(StandardCharsets.UTF_8);
            start.write(number + "\n");
            start.flush();
        }
    }

    List<Answer> answers() throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            BufferedReader reader = processes.get(i).inputReader(StandardCharsets.UTF_8);
            answers.add(Answer.of(String.valueOf(reader.readLine()), Files.readString(errors(i))));
        }
        return answers;
    }

    private Path errors(int process) {
        return directory.resolve("errors-of-" + process + ".txt");
    }

    Path tree(int round) {
        return directory.resolve("tree-" + round);
    }

    /** Returns a name for each body that ran in a round. */
    List<String> ran(int round) {
        return names(directory.resolve("ran-" + round));
    }

    /** Returns the names of all files of a round's tree. */
    List<String> files(int round) {
        return names(tree(round));
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
